import { SEVERITIES } from '@opsagent/engine';
import { Told } from './decideNotice';
import { NoticePlanOptions, planNotices } from './planNotices';

const NOW = new Date('2026-03-01T12:00:00Z');
const CHECKOUT = 'group:default/checkout';
const PLATFORM = 'group:default/platform';

const incident = (severityRank = 1, state: 'open' | 'resolved' = 'open') => ({
  severityRank,
  life: {
    state,
    stateSince: NOW,
    severity: SEVERITIES[severityRank],
    firstSeenAt: NOW,
    lastSeenAt: NOW,
  },
});
const told: Told = {
  kind: 'opened',
  thread: 'i',
  lifeSince: NOW,
  stateSince: NOW,
  severityRank: 1,
};

function plan(options: Partial<NoticePlanOptions>) {
  const { notices, summaries } = planNotices({
    incidents: new Map(),
    told: new Map(),
    owners: new Map(),
    lastSeverityRank: 2,
    mostAtOnce: 3,
    ...options,
  });
  return {
    notices: notices.map(({ incidentId, ownerRef, kind }) => [
      incidentId,
      ownerRef,
      kind,
    ]),
    summaries: summaries.map(each => [each.ownerRef, each.notices.length]),
  };
}

describe('planNotices', () => {
  it('tells each owner of an incident once, and nobody of what nobody owns', () => {
    const both = new Set([CHECKOUT, PLATFORM]);
    const incidents = new Map([
      ['shared', incident()],
      ['nobodys', incident()],
    ]);
    const owners = new Map([['shared', both]]);
    expect(plan({ incidents, owners }).notices).toEqual([
      ['shared', CHECKOUT, 'opened'],
      ['shared', PLATFORM, 'opened'],
    ]);
    const before = new Map([['shared', new Map([[CHECKOUT, told]])]]);
    expect(plan({ incidents, owners, told: before }).notices).toEqual([
      ['shared', PLATFORM, 'opened'],
    ]);
  });

  it('leaves out what is milder than configured, but not the end of what was told', () => {
    expect(
      plan({
        incidents: new Map([
          ['mild', incident(3)],
          ['over', incident(3, 'resolved')],
        ]),
        owners: new Map([['mild', new Set([CHECKOUT])]]),
        told: new Map([['over', new Map([[PLATFORM, told]])]]),
      }).notices,
    ).toEqual([['over', PLATFORM, 'resolved']]);
  });

  it('sums up what is too much to tell one by one, for that owner only', () => {
    const ids = ['a', 'b', 'c', 'd'];
    const owners = new Map(ids.map(id => [id, new Set([CHECKOUT])]));
    owners.get('a')?.add(PLATFORM);
    expect(
      plan({
        incidents: new Map([
          ...ids.map(id => [id, incident()] as const),
          ['over', incident(1, 'resolved')],
        ]),
        owners,
        told: new Map([['over', new Map([[CHECKOUT, told]])]]),
      }),
    ).toEqual({
      notices: [
        ['a', PLATFORM, 'opened'],
        ['over', CHECKOUT, 'resolved'],
      ].sort((a, b) => b[0].localeCompare(a[0])),
      summaries: [[CHECKOUT, 4]],
    });
  });
});
