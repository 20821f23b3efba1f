import {
  incidentChangeResultsSchema,
  incidentListSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { startBrokenShop } from '../__testUtils__/startBrokenShop';

const PAY = 'component:default/pay';
const ANA = 'user:default/ana';

describe('many incidents at a time', () => {
  let shop: Awaited<ReturnType<typeof startBrokenShop>>;

  beforeAll(async () => {
    shop = await startBrokenShop();
  });

  afterAll(async () => {
    await shop.stop();
  });

  beforeEach(() => {
    shop.denied.permissions.clear();
    shop.denied.entities.clear();
  });

  const list = async () => {
    const { body } = await shop.callers
      .user()
      .get('/incidents?state=open&state=acknowledged');
    return incidentListSchema.parse(body).items;
  };
  const change = (body: object) =>
    shop.callers.user(ANA).post('/incidents/changes', body);

  it('are changed each for itself, and each change is audited', async () => {
    const [{ id }] = await list();
    const { createEvent } = shop.auditor;
    createEvent.mockClear();
    const answer = await change({
      ids: [id, 'nothing', id],
      change: { state: 'acknowledged', reason: 'ours' },
    });
    const { items } = incidentChangeResultsSchema.parse(answer.body);
    expect(items).toEqual([
      { id, state: 'acknowledged' },
      {
        id: 'nothing',
        error: { name: 'NotFoundError', message: 'No incident nothing' },
      },
    ]);
    expect((await list())[0]).toMatchObject({ by: ANA, reason: 'ours' });
    expect(
      createEvent.mock.calls.map(([each]) => [each.eventId, each.meta]),
    ).toEqual(
      expect.arrayContaining([
        ['incident-change-many', undefined],
        ['incident-change', { id }],
        ['incident-change', { id: 'nothing' }],
      ]),
    );
  });

  it('are left alone by who rests on what is no longer so', async () => {
    const [{ id }] = await list();
    const { body } = await change({
      ids: [id],
      change: { state: 'open' },
      expected: { [id]: { stateSince: '2026-03-01T12:00:00Z' } },
    });
    expect(body.items).toEqual([
      { id, error: expect.objectContaining({ name: 'ConflictError' }) },
    ]);
    expect((await list())[0].state).toBe('acknowledged');
  });

  it.each([
    ['none', { ids: [], change: { state: 'open' } }, /^ids: name at least/],
    [
      'too many',
      {
        ids: Array.from({ length: 201 }, (_, index) => `${index}`),
        change: { state: 'open' },
      },
      /^ids: name at most 200/,
    ],
    ['no change', { ids: ['a'] }, /^change: /],
    [
      'one expected state of all of them',
      {
        ids: ['a'],
        change: {
          state: 'open',
          expected: { stateSince: '2026-03-01T12:00:00Z' },
        },
      },
      /^change\.expected: each incident has a state of its own/,
    ],
    [
      'a wrong change',
      { ids: ['a'], change: { state: 'gone' } },
      /^change\.state: use one of/,
    ],
  ])('are not changed when there is %s', async (_, body, message) => {
    const refused = await change(body);
    expect([refused.status, refused.body.error.message]).toEqual([
      400,
      expect.stringMatching(message),
    ]);
  });

  it('make a table, as the reader may see them', async () => {
    const { callers, denied } = shop;
    const path = '/incidents/export?state=acknowledged';
    const whole = await callers.user().get(path);
    expect(whole.status).toBe(200);
    expect(whole.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="incidents.csv"',
      'opsagent-truncated': 'false',
      'opsagent-total': '1',
    });
    const [headers, line, end] = whole.text.split('\n');
    expect(headers).toMatch(/^id,severity,state,title,cluster,kind,namespace,/);
    expect(line).toMatch(/,high,acknowledged,.*pay-db.*,prod,Deployment,shop,/);
    expect(end).toBe('');

    denied.permissions.add('opsagent.cluster.read');
    denied.entities.add(PAY);
    const cut = await callers.user().get(path);
    expect(cut.text.split('\n')).toHaveLength(3);
    expect(cut.text).not.toMatch(/pay|ours/);
    const none = await callers.user().get('/incidents/export?state=snoozed');
    expect(none.text.split('\n')).toHaveLength(2);
  });
});
