import { StoredFinding } from '@opsagent/backstage-plugin-opsagent-common';
import { Score } from '@opsagent/engine';
import { KeptScores } from './ResourceStore';
import { findingsNamedBy, shownScores } from './shownScores';

const empty: Score = { coverage: 1, losses: [], caps: [] };

const kept: KeptScores = {
  overall: { points: 70, grade: 'C' },
  profiles: {
    security: {
      ...empty,
      points: 60,
      grade: 'D',
      losses: [
        { detector: 'seen', points: 20, violating: 4, evaluated: 9 },
        { detector: 'hidden', points: 15, violating: 3, evaluated: 9 },
        { detector: 'hidden-too', points: 5, violating: 1, evaluated: 9 },
      ],
      caps: [{ at: 60, because: 'critical', findings: ['mine', 'theirs'] }],
    },
    reliability: {
      ...empty,
      caps: [{ at: 50, because: 'open-problem', findings: ['mine'] }],
    },
    performance: { ...empty, notScored: 'needs-metrics' },
    cost: empty,
  },
};

const mine = {
  id: 'mine',
  severity: 'critical',
  title: 'Grave',
  message: 'Pod shop/cart is grave',
  cluster: 'prod',
} as StoredFinding;

describe('shownScores', () => {
  it('asks once for each finding that is named', () => {
    expect(findingsNamedBy(kept)).toEqual(['mine', 'theirs']);
  });

  it('names rules and findings that the reader may see, and adds up the others', () => {
    const { overall, profiles } = shownScores(kept, {
      titles: new Map([['seen', 'Seen rule']]),
      counts: new Map([
        ['seen', 2],
        ['of-no-loss', 1],
      ]),
      findings: new Map([['mine', mine]]),
    });
    expect(overall).toEqual({ points: 70, grade: 'C' });
    expect(profiles.security).toEqual({
      points: 60,
      grade: 'D',
      coverage: 1,
      losses: [
        { detector: 'seen', title: 'Seen rule', points: 20, findings: 2 },
      ],
      otherLosses: 20,
      caps: [
        {
          at: 60,
          because: 'critical',
          findings: [
            {
              id: 'mine',
              severity: 'critical',
              title: 'Grave',
              message: 'Pod shop/cart is grave',
            },
          ],
        },
      ],
    });
    expect(profiles.performance).toMatchObject({
      notScored: 'needs-metrics',
      otherLosses: 0,
    });
  });

  it('leaves the points alone to whoever may see no finding', () => {
    const { profiles } = shownScores(kept, {
      titles: new Map(),
      counts: new Map(),
      findings: new Map(),
    });
    expect(profiles.security).toMatchObject({
      points: 60,
      losses: [],
      otherLosses: 40,
      caps: [{ at: 60, because: 'critical', findings: [] }],
    });
  });
});
