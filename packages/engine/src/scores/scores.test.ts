import { analyze } from '../analyze';
import { Detector } from '../detectors/Detector';
import { builtInDetectors } from '../detectors';
import { Severity } from '../findings/Finding';
import { field, referenceTo } from '../findings/evidence';
import { IGNORE_ANNOTATION } from '../findings/ignoreAnnotations';
import { object, unreadKind } from '../testing/builders';
import { deployedPod } from '../testing/deployedPod';
import { Ingredient, snapshotOf } from '../testing/detectorRunner';
import { PROFILE_DEFINITIONS } from './profiles';
import { Profile } from './Score';

const scoresOf = (
  objects: readonly Ingredient[],
  detectors: readonly Detector[] = builtInDetectors,
) => analyze(snapshotOf(objects), { detectors }).scores;

const profileOf = (
  objects: readonly Ingredient[],
  profile: Profile,
  detectors?: readonly Detector[],
) =>
  scoresOf(objects, detectors).namespaces.find(
    each => each.namespace === 'shop',
  )!.profiles[profile];

const maps = (...names: string[]) =>
  names.map(name => object('ConfigMap', name));

/** Every rule of a profile, each looking at ConfigMaps and objecting to those whose name says so: `bad-<id>`. */
function rulesOf(
  profile: Profile,
  severity: Severity = 'low',
  rest: Partial<Detector> = {},
): Detector[] {
  const { rows } = PROFILE_DEFINITIONS.find(each => each.profile === profile)!;
  return rows.map(row => ({
    id: row.detector,
    title: row.detector,
    tier: 'hygiene',
    kinds: ['ConfigMap'],
    ...rest,
    *detect({ snapshot }) {
      for (const each of snapshot.all('ConfigMap')) {
        if (each.metadata.name !== `bad-${row.detector}`) continue;
        yield {
          subject: referenceTo(each),
          severity,
          message: 'bad',
          evidence: [field(each, 'metadata.name', each.metadata.name)],
        };
      }
    },
  }));
}

const totalWeight = (profile: Profile) =>
  PROFILE_DEFINITIONS.find(each => each.profile === profile)!.rows.reduce(
    (sum, { weight }) => sum + weight,
    0,
  );

describe('scores', () => {
  it('give all points where nothing is violated', () => {
    const score = profileOf(maps('a', 'b'), 'security', rulesOf('security'));
    expect(score).toEqual({
      points: 100,
      grade: 'A',
      coverage: 1,
      losses: [],
      caps: [],
    });
  });

  it('take the weight of a rule by the share of its subjects that violate it', () => {
    const objects = maps('bad-security.latest-tag', 'b', 'c', 'd');
    const score = profileOf(objects, 'security', rulesOf('security'));
    const lost = (100 * 3) / 4 / totalWeight('security');
    expect(score.losses).toEqual([
      {
        detector: 'security.latest-tag',
        points: Math.round(lost * 10) / 10,
        violating: 1,
        evaluated: 4,
      },
    ]);
    expect(score.points).toBe(Math.round(100 - lost));
  });

  it('name findings that exist', () => {
    const analysis = analyze(snapshotOf(deployedPod()));
    for (const { profiles } of analysis.scores.namespaces) {
      for (const { losses } of Object.values(profiles)) {
        for (const { detector, violating, evaluated } of losses) {
          const found = analysis.findings.filter(
            each =>
              each.detector === detector && each.subject.namespace === 'shop',
          );
          expect(new Set(found.map(each => each.subject.name)).size).toBe(
            violating,
          );
          expect(evaluated).toBeGreaterThanOrEqual(violating);
        }
      }
    }
    expect(profileOf(deployedPod(), 'security').losses.length).toBeGreaterThan(
      3,
    );
  });

  it.each<[Severity, number, string]>([
    ['critical', 49, 'critical'],
    ['high', 79, 'high-security'],
  ])('are capped by a %s weakness', (severity, at, because) => {
    const objects = maps('bad-security.host-port', ...'abcdefghijklmnop');
    const score = profileOf(objects, 'security', rulesOf('security', severity));
    expect(score).toMatchObject({
      points: at,
      caps: [{ at, because, findings: [expect.any(String)] }],
    });
  });

  it('are capped by an open problem where reliability is asked for', () => {
    const problem: Detector = {
      id: 'pod.broken',
      title: 'broken',
      tier: 'problem',
      kinds: ['ConfigMap'],
      *detect({ snapshot }) {
        yield {
          subject: referenceTo(snapshot.all('ConfigMap')[0]),
          severity: 'high',
          message: 'x',
          evidence: [],
        };
      },
    };
    const rules = [problem, ...rulesOf('reliability'), ...rulesOf('security')];
    const unique = [...new Map(rules.map(each => [each.id, each])).values()];
    expect(profileOf(maps('a'), 'reliability', unique)).toMatchObject({
      points: 69,
      grade: 'D',
      caps: [{ at: 69, because: 'open-problem' }],
    });
    expect(profileOf(maps('a'), 'security', unique).points).toBe(100);
  });

  it.each<[Severity, number, string]>([
    ['critical', 49, 'E'],
    ['high', 69, 'D'],
  ])('hold the whole to the ceiling of a %s problem', (severity, at, grade) => {
    const problem: Detector = {
      ...rulesOf('security', severity)[0],
      id: 'pod.broken',
      tier: 'problem',
      *detect({ snapshot }) {
        const [subject] = snapshot.all('ConfigMap').map(referenceTo);
        yield { subject, severity, message: 'x', evidence: [] };
      },
    };
    const rules = [problem, ...rulesOf('reliability'), ...rulesOf('security')];
    const unique = [...new Map(rules.map(each => [each.id, each])).values()];
    const { namespaces } = scoresOf(maps('a'), unique);
    expect(namespaces[0].profiles.security.points).toBe(100);
    expect(namespaces[0].overall).toEqual({ points: at, grade });
  });

  it('leave to security what only security suffers from', () => {
    const rules = [
      ...rulesOf('reliability'),
      ...rulesOf('security', 'high').filter(
        each => each.id !== 'security.latest-tag',
      ),
    ];
    const objects = maps('bad-security.host-port', ...'abcdefghijklmnop');
    const { namespaces } = scoresOf(objects, rules);
    expect(namespaces[0].profiles.security.points).toBe(79);
    expect(namespaces[0].overall!.points).toBeGreaterThan(79);
  });

  it('are withheld below 60 % of coverage', () => {
    const some = rulesOf('security').slice(0, 5);
    const score = profileOf(maps('a'), 'security', some);
    expect(score).toMatchObject({ notScored: 'coverage' });
    expect(score.points).toBeUndefined();
  });

  it('are withheld where a namespace was not read', () => {
    const unread = {
      kind: 'ConfigMap',
      state: 'complete' as const,
      namespaces: ['other'],
    };
    expect(
      profileOf([...maps('a'), unread], 'security', rulesOf('security')),
    ).toMatchObject({
      notScored: 'coverage',
      coverage: 0,
    });
  });

  it('do not count the rules of add-ons that a cluster does not have', () => {
    const rules = rulesOf('security');
    const addOn = {
      ...rules[0],
      kinds: ['VulnerabilityReport.aquasecurity.github.io'],
    };
    const score = profileOf(
      [
        ...maps('a'),
        unreadKind('VulnerabilityReport.aquasecurity.github.io', 'notServed'),
      ],
      'security',
      [addOn, ...rules.slice(1)],
    );
    expect(score).toMatchObject({ points: 100, coverage: 1 });
  });

  it('say that performance needs measurements', () => {
    expect(
      profileOf(maps('a'), 'performance', rulesOf('performance')),
    ).toMatchObject({ notScored: 'needs-metrics' });
  });

  it('leave out what somebody has accepted', () => {
    const ids = ['bad-security.latest-tag'];
    const annotated = object(
      'ConfigMap',
      ids[0],
      {},
      {
        metadata: {
          annotations: { [IGNORE_ANNOTATION]: 'security.latest-tag' },
        },
      },
    );
    const score = profileOf(
      [annotated, ...maps('b')],
      'security',
      rulesOf('security'),
    );
    expect(score.losses).toEqual([]);
  });

  it('cost a rule that cannot say what it looked at only its own points', () => {
    const [broken, ...others] = rulesOf('security');
    const analysis = analyze(snapshotOf(maps('a')), {
      detectors: [
        {
          ...broken,
          examines: () => {
            throw new Error('no');
          },
        },
        ...others,
      ],
    });
    expect(analysis.coverage.detectors.failed).toEqual([
      { detector: broken.id, kind: 'detector', message: 'no' },
    ]);
    expect(analysis.scores.namespaces[0].profiles.security.points).toBe(100);
  });

  it('weigh twice what the outside reaches', () => {
    const labels = { app: 'cart' };
    const inside = deployedPod({ metadata: { labels } });
    const other = object('Deployment', 'worker', {
      spec: {
        template: {
          spec: {
            containers: [
              {
                name: 'app',
                image: 'x:1.0.0',
                securityContext: { allowPrivilegeEscalation: false },
              },
            ],
          },
        },
      },
    });
    const open = object('Service', 'cart', {
      spec: { type: 'LoadBalancer', selector: labels, ports: [{ port: 80 }] },
    });
    const lossOf = (objects: Ingredient[]) =>
      profileOf(objects, 'security').losses.find(
        each => each.detector === 'security.privilege-escalation',
      )!;
    const closed = lossOf([...inside, other]);
    const exposed = lossOf([...inside, other, open]);
    expect(closed).toMatchObject({ violating: 1, evaluated: 2 });
    expect(exposed.points / closed.points).toBeGreaterThan(1.2);
  });

  it('are the weighted mean of the namespaces for the cluster', () => {
    const good = ['a', 'b', 'c'].map(name =>
      object('ConfigMap', name, {}, { namespace: 'good' }),
    );
    const bad = maps('bad-security.latest-tag');
    const { cluster, namespaces } = scoresOf(
      [...good, ...bad],
      rulesOf('security'),
    );
    const [first, second] = namespaces.map(
      each => each.profiles.security.points!,
    );
    expect(namespaces.map(each => each.namespace)).toEqual(['good', 'shop']);
    expect(first).toBe(100);
    expect(cluster.profiles.security.points).toBe(
      Math.round((3 * first + second) / 4),
    );
    expect(cluster.profiles.security.losses).toHaveLength(1);
  });

  it('leave system namespaces out', () => {
    const system = ['a', 'bad-security.latest-tag'].map(name =>
      object('ConfigMap', name, {}, { namespace: 'kube-system' }),
    );
    expect(scoresOf(system, rulesOf('security')).namespaces).toEqual([]);
  });

  it('say nothing of an empty cluster', () => {
    const { cluster, namespaces } = scoresOf([]);
    expect(namespaces).toEqual([]);
    expect(cluster.overall).toBeUndefined();
    expect(cluster.profiles.security.points).toBeUndefined();
  });

  it('have weights for rules that exist or need metrics', () => {
    const needingMetrics =
      /^(?:resources\.(?:cpu-under|memory-under|memory-near|idle|over-)|node\.usage)/;
    const ids = new Set(builtInDetectors.map(each => each.id));
    const dangling = PROFILE_DEFINITIONS.flatMap(each => each.rows)
      .map(each => each.detector)
      .filter(id => !ids.has(id) && !needingMetrics.test(id));
    expect(dangling).toEqual([]);
  });
});
