import { Alert, AlertState } from '@opsagent/backstage-plugin-opsagent-common';
import { ControlPlane } from './harness/ControlPlane';
import { Monitoring } from './harness/Monitoring';
import { PlayedKubelet } from './harness/PlayedKubelet';
import { Portal } from './harness/Portal';
import { readEverythingBut } from './harness/accountRules';
import { component } from './harness/component';
import { describeWithMonitoring } from './harness/describeWithMonitoring';
import { healthy, outOfMemory } from './harness/testWorkloads';
import { waitFor } from './harness/waitFor';

const TOKEN = 'the-token-of-alertmanager-in-tests';
const MINUTE = 60_000;

/** As rules on kube-state-metrics are written. */
const RULE = {
  alert: 'KubeDeploymentReplicasMismatch',
  expr: 'kube_deployment_status_replicas_unavailable > 0',
  labels: { severity: 'warning' },
  annotations: {
    summary: 'Deployment {{ $labels.deployment }} lacks replicas.',
    portal:
      'alertname=KubeDeploymentReplicasMismatch&cluster={{ $externalLabels.cluster }}&namespace={{ $labels.namespace }}&deployment={{ $labels.deployment }}',
  },
};

function unavailable(deployment: string) {
  return `kube_deployment_status_replicas_unavailable{namespace="shop",deployment="${deployment}",pod="kube-state-metrics-1",container="kube-state-metrics"}`;
}

describeWithMonitoring('alerts of a real Prometheus and Alertmanager', () => {
  let controlPlane: ControlPlane;
  let kubelet: PlayedKubelet;
  let portal: Portal;
  let monitoring: Monitoring;

  beforeAll(async () => {
    controlPlane = await ControlPlane.start({ name: 'prod' });
    const { client, kubeConfig } = controlPlane;
    await client.addNode('worker-1');
    kubelet = PlayedKubelet.start(kubeConfig);
    await client.createNamespace('shop');
    await client.apply([outOfMemory('cart'), healthy('pay', 1)], 'shop');
    portal = await Portal.start({
      clusters: [
        {
          controlPlane,
          token: await client.serviceAccount('portal', readEverythingBut()),
        },
      ],
      entities: ['cart', 'pay'].map(component),
      externalAccess: [
        {
          type: 'static',
          options: { token: TOKEN, subject: 'alertmanager' },
          accessRestrictions: [
            { plugin: 'opsagent', permission: 'opsagent.alert.create' },
          ],
        },
      ],
    });
    await waitFor(
      'the fault to be found',
      async () => {
        await portal.scan('prod');
        const { items } = await portal.client.listIncidents();
        return items.some(each => each.subject.name === 'cart');
      },
      { timeout: 2 * MINUTE },
    );
    monitoring = await Monitoring.start({
      rules: [RULE],
      externalLabels: { cluster: 'prod' },
      webhook: {
        url: `${portal.baseUrl}/api/opsagent/alerts/alertmanager`,
        send_resolved: true,
        http_config: { authorization: { credentials: TOKEN } },
      },
    });
  }, 5 * MINUTE);

  afterAll(async () => {
    await monitoring?.stop();
    await portal?.stop();
    await kubelet?.stop();
    await controlPlane?.stop();
  });

  const alertOn = (deployment: string, state: AlertState): Promise<Alert> =>
    waitFor(`the alert on ${deployment} to be ${state}`, async () => {
      const { items } = await portal.client.listAlerts({ state: [state] });
      return items.find(each => each.subject?.name === deployment);
    });

  const targetOf = ({ annotations }: Alert) =>
    portal.client.getAlertTarget(
      Object.fromEntries(new URLSearchParams(annotations.portal)),
    );

  it('joins the incident that a scan has found, and leads to it', async () => {
    monitoring.set(unavailable('cart'), 1);
    const alert = await alertOn('cart', 'firing');
    const { items } = await portal.client.listIncidents();
    const incident = items.find(each => each.subject.name === 'cart');
    expect(alert).toMatchObject({
      name: 'KubeDeploymentReplicasMismatch',
      cluster: 'prod',
      severity: 'medium',
      subject: { kind: 'Deployment', namespace: 'shop', name: 'cart' },
      annotations: { summary: 'Deployment cart lacks replicas.' },
      generatorUrl: expect.stringMatching(/^http:/),
      incident: incident?.id,
      entityRefs: ['component:default/cart'],
    });
    expect(incident?.source).toBe('scan');
    expect(await targetOf(alert)).toEqual({ incident: incident?.id });
    const { alerts } = await portal.client.getEntityHealth(
      'component:default/cart',
    );
    expect(alerts.items.map(each => each.id)).toEqual([alert.id]);
  });

  it('opens an incident where a scan has found nothing, and resolves it', async () => {
    monitoring.set(unavailable('pay'), 1);
    const alert = await alertOn('pay', 'firing');
    const opened = await portal.client.getIncident(alert.incident ?? '');
    expect(opened).toMatchObject({
      source: 'alert',
      state: 'open',
      title: 'KubeDeploymentReplicasMismatch: Deployment pay lacks replicas.',
      entities: [{ entityRef: 'component:default/pay', role: 'cause' }],
    });
    expect(await targetOf(alert)).toEqual({ incident: opened.id });

    monitoring.set(unavailable('pay'), 0);
    const { endsAt } = await alertOn('pay', 'resolved');
    expect(Date.parse(endsAt ?? '')).toBeGreaterThan(
      Date.parse(alert.startsAt),
    );
    expect(await portal.client.getIncident(opened.id)).toMatchObject({
      state: 'resolved',
      alerts: { items: [{ id: alert.id, state: 'resolved' }] },
    });
  });

  it('lets the token of Alertmanager do nothing else', async () => {
    const client = portal.clientWith(TOKEN);
    for (const read of [client.listAlerts(), client.listIncidents()])
      await expect(read).rejects.toMatchObject({ statusCode: 403 });
  });
});
