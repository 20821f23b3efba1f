import { Finding } from '@opsagent/engine';
import { KnownFinding } from './FindingStore';
import { planChanges } from './planChanges';

const BEFORE = new Date('2026-03-01T10:00:00Z');
const NOW = new Date('2026-03-01T12:00:00Z');

function seen(id: string) {
  return { finding: { id } as Finding, entityRefs: [] };
}

function known(
  id: string,
  state: KnownFinding['state'],
  detector = 'service.any',
): KnownFinding {
  return { id, detector, subjectKind: 'Service', state, firstSeenAt: BEFORE };
}

describe('planChanges', () => {
  const plan = (before: KnownFinding[], ids: string[]) => {
    const changes = planChanges(before, {
      findings: ids.map(seen),
      capturedAt: NOW,
      concludes: ({ detector }) => detector !== 'service.skipped',
    });
    return {
      firstSeenAt: changes.seen.map(each => each.firstSeenAt),
      opened: changes.opened,
      resolved: changes.resolved,
    };
  };

  it.each([
    ['opens what is new', [], ['a'], [NOW], 1, []],
    ['keeps what is still there', [known('a', 'open')], ['a'], [BEFORE], 0, []],
    [
      'starts anew what comes back',
      [known('a', 'resolved')],
      ['a'],
      [NOW],
      1,
      [],
    ],
    ['resolves what is gone', [known('a', 'open')], [], [], 0, ['a']],
    ['leaves what is resolved', [known('a', 'resolved')], [], [], 0, []],
    [
      'leaves what the scan could not judge',
      [known('a', 'open', 'service.skipped')],
      [],
      [],
      0,
      [],
    ],
  ])('%s', (_, before, ids, firstSeenAt, opened, resolved) => {
    expect(plan(before, ids)).toEqual({ firstSeenAt, opened, resolved });
  });
});
