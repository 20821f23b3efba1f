import {
  NamespaceScores,
  PROFILES,
  Profile,
  ProfileScores,
  Score,
} from '@opsagent/engine';
import { renderScores } from './renderScores';

const full: Score = {
  points: 100,
  grade: 'A',
  coverage: 1,
  losses: [],
  caps: [],
};

const profiles = (changes: Partial<Record<Profile, Partial<Score>>> = {}) =>
  Object.fromEntries(
    PROFILES.map(profile => [profile, { ...full, ...changes[profile] }]),
  ) as unknown as ProfileScores;

const unscored = (notScored: Score['notScored'], coverage = 1) => ({
  points: undefined,
  grade: undefined,
  notScored,
  coverage,
});

const loss = (detector: string, points: number) => ({
  detector,
  points,
  violating: 3,
  evaluated: 1_200,
});

const SHOP = {
  namespace: 'shop',
  overall: { points: 71, grade: 'C' as const },
  profiles: profiles({
    security: {
      points: 79,
      grade: 'C',
      losses: [
        loss('security.privileged', 12.34),
        loss('netpol.missing', 0.01),
      ],
      caps: [{ at: 79, because: 'high-security', findings: ['a'] }],
    },
    reliability: {
      points: 50,
      grade: 'E',
      caps: [{ at: 69, because: 'open-problem', findings: ['a'] }],
    },
    performance: unscored('needs-metrics'),
    cost: unscored('coverage', 0.4),
  }),
};

const render = (
  options = {},
  namespaces = [SHOP],
  cluster?: Pick<NamespaceScores, 'profiles'>,
) =>
  renderScores(
    {
      cluster: 'prod-eu',
      capturedAt: '2026-03-01T12:00:00.000Z',
      scores: { ...(cluster ? { cluster } : {}), namespaces },
    },
    { colour: false, ...options },
  );

describe('renderScores', () => {
  it('shows a table, the losses, and why something is not scored or held down', () => {
    expect(render()).toBe(`prod-eu on 2026-03-01 12:00:00 UTC

      overall  security  reliability  cost
shop  71 C     79 C      50 E         -

Where shop loses points
  security
     12.3  security.privileged: 3 of 1,200

shop: security is held at 79, as there is a grave weakness.
shop: cost is not scored, as only 40 % of its rules could be asked.
Performance is not scored: it needs measurements of usage, which objects alone do not give.

\`opsagent diagnose --all --namespace shop\` lists the findings behind each loss.
`);
  });

  it('explains the whole cluster unless namespaces were asked for', () => {
    const text = render({}, [SHOP], { profiles: SHOP.profiles });
    expect(text).toContain('\nwhole cluster  -        79 C');
    expect(text).toContain('\nWhere whole cluster loses points');
    expect(text).not.toContain('\nWhere shop loses points');
    expect(text).toContain('`opsagent diagnose --all` lists');
  });

  it('counts what is not worth a line of its own', () => {
    const losses = Array.from({ length: 11 }, (_, index) =>
      loss(`security.rule-${index}`, 5),
    );
    const many = { ...SHOP, profiles: profiles({ security: { losses } }) };
    expect(render({}, [many])).toContain('\n           and 3 more\n');
  });

  it('colours grades and keeps the columns', () => {
    expect(render({ colour: true })).toContain('\u001b[31m50 E\u001b[39m     ');
  });

  it('frees names of what would control a terminal', () => {
    expect(render({}, [{ ...SHOP, namespace: 'sh\u001b[2Jop' }])).toContain(
      '\nsh[2Jop  71 C',
    );
  });

  it('says that there is nothing', () => {
    expect(render({}, [])).toContain('There is nothing to score.');
  });
});
