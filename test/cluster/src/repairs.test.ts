import { Analysis } from '@opsagent/engine';
import { diagnoseLater } from './diagnoseLater';
import { nameOf } from './expectedFindings';
import { ControlPlane } from './harness/ControlPlane';
import { PlayedKubelet } from './harness/PlayedKubelet';
import { describeOnCluster } from './harness/describeOnCluster';
import { loadManifest } from './harness/manifests';
import { shellOf } from './harness/shellOf';
import { waitFor } from './harness/waitFor';
import { readyCommandsFor, tryableCommands } from './readyCommands';

const NAMESPACE = 'repairs';

/** Findings, the recommendation that is to end each, and which of its ready commands are run: the first unless told. */
const REPAIRS: readonly (readonly [
  finding: string,
  recommendation: string,
  count?: number,
])[] = [
  ['ingress.class-missing repairs/Ingress/class-typo', 'fix-edge-route'],
  [
    'ingress.backend-service-missing repairs/Ingress/service-typo',
    'fix-service-reference',
  ],
  [
    'ingress.backend-port-missing repairs/Ingress/port-missing',
    'fix-service-port',
  ],
  ['image.not-found repairs/Deployment/released', 'fix-image-reference'],
  ['workload.scaled-to-zero repairs/Deployment/idle', 'scale-from-zero'],
  ['deploy.rollout-deadlock repairs/Deployment/deadlocked', 'unblock-rollout'],
  [
    'config.configmap-missing repairs/Deployment/configmap-typo',
    'restore-config-reference',
  ],
  [
    'config.configmap-key-missing repairs/Deployment/key-typo',
    'restore-config-reference',
  ],
  [
    'create.service-account-missing repairs/Deployment/account-typo',
    'create-identity',
  ],
  [
    'scheduling.node-selector-mismatch repairs/Deployment/disk-typo',
    'fix-placement-rule',
  ],
  [
    'scheduling.anti-affinity-blocked repairs/Deployment/too-far-apart',
    'fix-placement-rule',
  ],
  [
    'scheduling.host-port-conflict repairs/Deployment/host-port',
    'free-host-port',
  ],
  [
    'scheduling.only-cordoned-nodes repairs/Deployment/cordoned',
    'uncordon-node',
  ],
  [
    'sts.governing-service-missing repairs/StatefulSet/nameless',
    'fix-service-reference',
  ],
  ['probe.port-name-unknown repairs/Deployment/probe-port', 'fix-probe-target'],
  [
    'probe.liveness-too-tight repairs/Deployment/impatient',
    'relax-probe-timing',
  ],
  ['ref.service-missing repairs/Deployment/host-typo', 'fix-service-reference'],
  [
    'storage.class-missing repairs/PersistentVolumeClaim/class-typo',
    'fix-claim',
    2,
  ],
  ['scheduling.pvc-missing repairs/Deployment/claim-typo', 'fix-claim'],
  [
    'hpa.target-missing repairs/HorizontalPodAutoscaler/target-typo',
    'repair-autoscaler',
  ],
  ['pdb.blocks-all repairs/PodDisruptionBudget/immovable', 'fix-pdb'],
  ['create.quota-exceeded repairs-quota/Deployment/too-many', 'raise-quota'],
  [
    'create.limitrange-violation repairs-limits/Deployment/too-large',
    'fit-limitrange',
  ],
  [
    'create.podsecurity-violation repairs-restricted/Deployment/too-free',
    'comply-pod-security',
  ],
  [
    'create.webhook-unreachable ValidatingWebhookConfiguration/guard',
    'repair-webhook',
  ],
];

describeOnCluster('repairs', () => {
  let controlPlane: ControlPlane;
  let kubelet: PlayedKubelet;
  let shell: (command: string) => Promise<void>;
  let analysis: Analysis;

  const missing = () => {
    const names = analysis.findings.map(nameOf);
    return REPAIRS.map(([name]) => name).filter(each => !names.includes(each));
  };

  beforeAll(async () => {
    controlPlane = await ControlPlane.start({ name: 'repairs' });
    shell = await shellOf(controlPlane);
    const { client } = controlPlane;
    await client.addNode('worker-1', { labels: { disk: 'ssd' } });
    await client.addNode('worker-2', { labels: { disk: 'ssd' } });
    await client.addNode('reserve-1', {
      labels: { pool: 'reserve' },
      taints: [{ key: 'reserve', effect: 'PreferNoSchedule' }],
    });
    await shell('kubectl cordon reserve-1');
    kubelet = PlayedKubelet.start(controlPlane.kubeConfig);
    for (const part of ['', '-quota', '-limits', '-restricted', '-guarded'])
      await client.createNamespace(`${NAMESPACE}${part}`);
    await shell(
      'kubectl label namespace repairs-restricted pod-security.kubernetes.io/enforce=restricted',
    );
    await client.apply(loadManifest('../repairs/webhook'));
    await client.apply(loadManifest('../repairs/before'), NAMESPACE);
    for (const name of ['released', 'idle', 'deadlocked'])
      await waitFor(`${name} to run`, async () => {
        return (await client.availableReplicas(NAMESPACE, name)) > 0;
      });
    await client.apply(loadManifest('../repairs/broken'), NAMESPACE);
    await waitFor('everything to be found', async () => {
      analysis = await diagnoseLater(controlPlane);
      return missing().length === 0;
    }).catch(() => {
      // What is missing is for the tests to say.
    });
  });

  afterAll(async () => {
    await kubelet?.stop();
    await controlPlane?.stop();
  });

  it('have something to repair', () => {
    expect(missing()).toEqual([]);
  });

  it('are commands that the API server accepts', async () => {
    const commands = tryableCommands(analysis);
    const refused: string[] = [];
    for (const command of commands)
      await shell(`${command} --dry-run=server`).catch(error =>
        refused.push(`${command}\n  ${error.stderr}`),
      );
    expect(refused).toEqual([]);
    expect(commands.length).toBeGreaterThan(REPAIRS.length);
  });

  it('end what they are for', async () => {
    const failed: string[] = [];
    for (const [finding, id, count = 1] of REPAIRS)
      try {
        const commands = readyCommandsFor(analysis, finding, id);
        for (const command of commands.slice(0, count)) await shell(command);
      } catch (error) {
        failed.push(String(error));
      }
    expect(failed).toEqual([]);
    await waitFor('the findings to end', async () => {
      analysis = await diagnoseLater(controlPlane);
      return missing().length === REPAIRS.length;
    }).catch(() => {});
    const names = analysis.findings.map(nameOf);
    expect(
      REPAIRS.map(([name]) => name).filter(each => names.includes(each)),
    ).toEqual([]);
  });
});
