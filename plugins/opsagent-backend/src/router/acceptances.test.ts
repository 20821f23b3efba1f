import {
  StoredFinding,
  findingListSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { startBrokenShop } from '../__testUtils__/startBrokenShop';

const CART = 'component:default/cart';
const TOMORROW = new Date(Date.now() + 24 * 3_600_000).toISOString();
const ACCEPT = { state: 'accepted', until: TOMORROW, reason: 'a sandbox' };

describe('accepting a finding', () => {
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

  const list = async (search: string) => {
    const { body } = await shop.callers.user().get(`/findings${search}`);
    return findingListSchema.parse(body).items;
  };
  const change = (finding: StoredFinding, body: object) =>
    shop.callers
      .user('user:default/ana')
      .patch(`/findings/${finding.id}`, body);
  const someRisk = async () => (await list('?tier=risk&tier=hygiene'))[0];

  it.each<[string, object, RegExp]>([
    ['no reason', { reason: undefined }, /^reason: say why/],
    ['no end', { until: undefined }, /^until: give a moment like/],
    [
      'an end that is over',
      { until: '2020-01-01T00:00:00Z' },
      /^until: .* is over/,
    ],
    [
      'no end in sight',
      { until: '9999-01-01T00:00:00Z' },
      /^until: .* 365 days/,
    ],
    ['another scope', { scope: 'cluster' }, /^scope: /],
  ])('is refused with %s', async (_, fields, message) => {
    const refused = await change(await someRisk(), { ...ACCEPT, ...fields });
    expect([refused.status, refused.body.error.message]).toEqual([
      400,
      expect.stringMatching(message),
    ]);
  });

  it('is refused for problems', async () => {
    const [problem] = await list('?tier=problem');
    const refused = await change(problem, ACCEPT);
    expect([refused.status, refused.body.error.message]).toEqual([
      400,
      expect.stringMatching(/^state: a problem cannot be accepted/),
    ]);
  });

  it('is refused when somebody was faster, and says what happened', async () => {
    const risk = await someRisk();
    const expected = { stateSince: '2026-03-01T12:00:00Z' };
    const refused = await change(risk, { ...ACCEPT, expected });
    expect([refused.status, refused.body.error.message]).toEqual([
      409,
      expect.stringMatching(/^expected.stateSince: it has changed meanwhile/),
    ]);
    const accepted = await change(risk, {
      ...ACCEPT,
      expected: { stateSince: risk.stateSince },
    });
    expect(accepted.body).toMatchObject(ACCEPT);
    expect(accepted.body.acceptance).toBeUndefined();
    await change(risk, { state: 'open' });
  });

  it('for a namespace takes the sight of all that is meant, is audited, and can be revoked', async () => {
    const { callers, denied } = shop;
    const risk = await someRisk();
    const alike = await list(`?detector=${risk.detector}`);
    denied.permissions.add('opsagent.cluster.read');
    denied.entities.add(CART);
    const body = { ...ACCEPT, scope: 'namespace' };
    const owners = new Set(alike.flatMap(each => each.entityRefs));
    const refused = await change(risk, body);
    expect(refused.status).toBe(owners.has(CART) ? 403 : 200);
    denied.entities.clear();
    denied.permissions.clear();

    const { acceptance } = (await change(risk, body)).body;
    expect(await list(`?detector=${risk.detector}`)).toEqual([]);
    const covered = await list('?state=accepted');
    expect(covered.map(each => each.id).sort()).toEqual(
      alike.map(each => each.id).sort(),
    );
    expect(shop.auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'finding-change',
        severityLevel: 'medium',
      }),
    );
    const revoked = await callers.user().delete(`/acceptances/${acceptance}`);
    expect(revoked.body).toEqual({ reopened: alike.length });
    expect(await list('?state=accepted')).toEqual([]);
  });
});
