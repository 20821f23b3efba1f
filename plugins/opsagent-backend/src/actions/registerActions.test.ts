import { mockCredentials } from '@backstage/backend-test-utils';
import { JsonObject, JsonValue } from '@backstage/types';
import type { z as Zod } from 'zod/v3';
import { alertmanagerAlert } from '../__testUtils__/alertFixtures';
import { startBrokenShop } from '../__testUtils__/startBrokenShop';
import { explainedIncidentSchema } from './explainedIncidentSchema';

type Explained = Zod.infer<ReturnType<typeof explainedIncidentSchema>>;

const PAY = 'component:default/pay';

let callers = 0;

describe('registerActions', () => {
  let shop: Awaited<ReturnType<typeof startBrokenShop>>;

  beforeAll(async () => {
    shop = await startBrokenShop();
  });

  beforeEach(() => {
    shop.denied.permissions.clear();
    shop.denied.entities.clear();
  });

  afterAll(async () => {
    await shop.scansToEnd();
    await shop.stop();
  });

  const invoke = async <T = JsonValue>(
    name: string,
    input: JsonObject = {},
    user = `user:default/agent-${callers++}`,
  ) => {
    const credentials = mockCredentials.user(user);
    const id = `test:${name}`;
    const { output } = await shop.actions.invoke({ id, input, credentials });
    return output as T;
  };

  const theIncident = async () => {
    const state = ['open', 'acknowledged'];
    const { incidents } = await invoke<{ incidents: { id: string }[] }>(
      'list-incidents',
      { state },
    );
    return incidents[0].id;
  };

  it('registers what agents need, and says what changes something', async () => {
    const { actions } = await shop.actions.list();
    expect(
      actions.map(({ name, attributes }) => [name, attributes.readOnly]),
    ).toEqual([
      ['list-incidents', true],
      ['explain-incident', true],
      ['get-entity-health', true],
      ['change-incident', false],
      ['scan-cluster', false],
    ]);
    expect(actions.some(each => each.attributes.destructive)).toBe(false);
  });

  it('lists incidents with their cause, by filters', async () => {
    const found = await invoke('list-incidents', {
      entityRef: ['Component:pay'],
    });
    expect(found).toMatchObject({
      totalItems: 1,
      incidents: [
        {
          cluster: 'prod',
          state: 'open',
          subject: 'Deployment shop/pay-server',
          cause: expect.any(String),
          confidence: expect.any(Number),
          entities: [
            { entityRef: PAY, role: 'cause' },
            { entityRef: 'component:default/cart', role: 'affected' },
          ],
        },
      ],
    });
    const none = await invoke('list-incidents', { cluster: ['other'] });
    expect(none).toEqual({ incidents: [], totalItems: 0 });
  });

  it('explains an incident by its evidence and tells what to do', async () => {
    const id = await theIncident();
    const told = await invoke<Explained>('explain-incident', { id });
    const [cause] = told.causes;
    expect(cause.evidence.join('\n')).toContain('Secret shop/pay-db');
    expect(told.findings.length).toBeGreaterThan(0);
    expect(told.recommendations[0].steps[0].text).toEqual(expect.any(String));
  });

  it('tells the health of an entity and how complete it is', async () => {
    const health = await invoke('get-entity-health', {
      entityRef: 'Component:pay',
    });
    expect(health).toMatchObject({
      entityRef: PAY,
      incidents: [{ subject: 'Deployment shop/pay-server' }],
      clusters: [{ name: 'prod', state: expect.any(String) }],
    });
  });

  it('acknowledges in the name of the caller and keeps it in the audit log', async () => {
    const id = await theIncident();
    const reason = 'The team rolls back';
    const change = { id, state: 'acknowledged', reason };
    expect(
      await invoke('change-incident', change, 'user:default/ana'),
    ).toMatchObject({ state: 'acknowledged' });
    expect(await invoke('explain-incident', { id })).toMatchObject({
      by: 'user:default/ana',
      reason,
    });
    expect(shop.auditor.createEvent).toHaveBeenCalledWith({
      eventId: 'incident-change',
      severityLevel: 'medium',
      meta: {
        id,
        state: 'acknowledged',
        by: 'user:default/ana',
        through: 'action',
      },
    });
    await expect(
      invoke('change-incident', { id, state: 'snoozed' }),
    ).rejects.toThrow('until');
    const { stateSince } = await invoke<{ stateSince: string }>(
      'explain-incident',
      { id },
    );
    const stale = new Date(Date.parse(stateSince) - 1).toISOString();
    await expect(
      invoke('change-incident', { id, state: 'open', stateSince: stale }),
    ).rejects.toThrow('it has changed meanwhile');
    expect(
      await invoke(
        'change-incident',
        { ...change, stateSince },
        'user:default/ana',
      ),
    ).toMatchObject({ state: 'acknowledged', stateSince });
  });

  it('lists what only alerts tell by their namespace, as the page of the namespace counts it', async () => {
    const alert = alertmanagerAlert({ labels: { pod: 'stray' } });
    await shop.callers
      .service()
      .post('/alerts/alertmanager', { version: '4', alerts: [alert] });
    const input = { namespace: ['shop'], state: ['open', 'acknowledged'] };
    expect(await invoke('list-incidents', input)).toMatchObject({
      totalItems: 2,
    });
    const page = await shop.callers
      .user()
      .get('/clusters/prod/namespaces/shop');
    expect(page.body.incidents).toMatchObject({
      open: { medium: 1 },
      quiet: 1,
    });
  });

  it('has a cluster scanned', async () => {
    expect(await invoke('scan-cluster', { cluster: 'prod' })).toEqual({
      cluster: 'prod',
      started: true,
    });
    await expect(invoke('scan-cluster', { cluster: 'other' })).rejects.toThrow(
      'No cluster other',
    );
  });

  it('tells and changes nothing that the caller may not see or do', async () => {
    const id = await theIncident();
    shop.denied.entities.add(PAY).add('component:default/cart');
    shop.denied.permissions.add('opsagent.cluster.read');
    expect(
      await invoke('list-incidents', { state: ['open', 'acknowledged'] }),
    ).toEqual({ incidents: [], totalItems: 0 });
    await expect(invoke('explain-incident', { id })).rejects.toThrow(
      `No incident ${id}`,
    );
    await expect(
      invoke('change-incident', { id, state: 'open' }),
    ).rejects.toThrow(`No incident ${id}`);
    await expect(
      invoke('get-entity-health', { entityRef: PAY }),
    ).rejects.toThrow(`No entity ${PAY}`);
    shop.denied.permissions
      .add('opsagent.finding.read')
      .add('opsagent.scan.create');
    await expect(invoke('list-incidents')).rejects.toThrow(
      'opsagent.finding.read',
    );
    await expect(invoke('scan-cluster', { cluster: 'prod' })).rejects.toThrow(
      'opsagent.scan.create',
    );
  });
});
