import { Cause } from './causes/Cause';
import { analyze } from './analyze';
import { Detector } from './detectors/Detector';
import { field, referenceTo } from './findings/evidence';
import { FindingDraft } from './findings/Finding';
import { object, unreadKind } from './testing/builders';
import { Ingredient, snapshotOf } from './testing/detectorRunner';

const subject = referenceTo(object('Deployment', 'cart'));

function detector(id: string, overrides: Partial<Detector> = {}): Detector {
  return {
    id,
    title: id,
    tier: 'problem',
    kinds: [],
    detect: () => [draft()],
    ...overrides,
  };
}

function draft(overrides: Partial<FindingDraft> = {}): FindingDraft {
  return {
    subject,
    severity: 'high',
    message: 'broken',
    evidence: [],
    ...overrides,
  };
}

const run = (detectors: Detector[], ingredients: Ingredient[] = []) =>
  analyze(snapshotOf(ingredients), { detectors });

describe('analyze', () => {
  it('sorts by tier, severity and subject', () => {
    const { findings } = run([
      detector('a.hygiene', { tier: 'hygiene' }),
      detector('b.low', { detect: () => [draft({ severity: 'low' })] }),
      detector('c.critical', {
        detect: () => [draft({ severity: 'critical' })],
      }),
    ]);
    expect(findings.map(each => each.detector)).toEqual([
      'c.critical',
      'b.low',
      'a.hygiene',
    ]);
  });

  it('lets what is ignored neither hide its consequences nor show as one', () => {
    const ignoring = (id: string) =>
      object(
        'Deployment',
        'cart',
        {},
        { metadata: { annotations: { 'opsagent/ignore': id } } },
      );
    const detectors = [
      detector('pod.crash-loop'),
      detector('deploy.unavailable', { explainedBy: ['pod.crash-loop'] }),
    ];
    const told = (id: string) =>
      run(detectors, [ignoring(id)]).findings.map(each => [
        each.detector,
        each.symptoms.map(symptom => symptom.detector),
      ]);
    expect(told('pod.crash-loop')).toEqual([['deploy.unavailable', []]]);
    expect(told('deploy.unavailable')).toEqual([['pod.crash-loop', []]]);
    expect(told('other.rule')).toEqual([
      ['pod.crash-loop', ['deploy.unavailable']],
    ]);
  });

  it('says of more than fifty findings about one subject how many there are', () => {
    const { findings } = run([
      detector('a.b', {
        detect: () =>
          Array.from({ length: 53 }, (_, index) => draft({ key: `${index}` })),
      }),
    ]);
    expect(findings).toHaveLength(50);
    expect(
      findings.filter(each => /and 3 more/.test(each.message)),
    ).toHaveLength(1);
  });

  it('tells the same kind of two groups apart', () => {
    const gateway = (group: string) => ({
      apiVersion: `${group}/v1`,
      kind: 'Gateway',
      namespace: 'shop',
      name: 'front',
    });
    const { findings } = run([
      detector('a.b', {
        detect: () =>
          ['gateway.networking.k8s.io', 'networking.istio.io'].map(group =>
            draft({ subject: gateway(group) }),
          ),
      }),
    ]);
    expect(new Set(findings.map(each => each.id)).size).toBe(2);
  });

  it('gives equal findings one identity, and different keys different ones', () => {
    const { findings } = run([
      detector('a.b', {
        detect: () => [
          draft(),
          draft({ message: 'said otherwise', severity: 'low' }),
          draft({ key: 'sidecar' }),
        ],
      }),
    ]);
    expect(new Set(findings.map(each => each.id)).size).toBe(2);
    expect(findings).toHaveLength(2);
  });

  it('confines a detector that throws, and names it', () => {
    const analysis = run([
      detector('a.broken', {
        detect: () => {
          throw new Error('no such field');
        },
      }),
      detector('a.fine'),
    ]);
    expect(analysis.findings.map(each => each.detector)).toEqual(['a.fine']);
    expect(analysis.coverage.detectors.failed).toEqual([
      { detector: 'a.broken', kind: 'detector', message: 'no such field' },
    ]);
  });

  it('confines a cause that throws, and names it once', () => {
    const broken: Cause = {
      id: 'broken',
      title: 'Broken',
      documentation: { speaks: 'Always.' },
      explains: ['a.b'],
      assess: () => {
        throw new Error('no such pod');
      },
    };
    const { incidents, coverage } = analyze(snapshotOf([]), {
      detectors: [
        detector('a.b', { detect: () => [draft(), draft({ key: 'other' })] }),
      ],
      causes: [broken],
    });
    expect(incidents.map(each => each.causes[0].cause)).toEqual([
      'not-determinable',
    ]);
    expect(coverage.detectors.failed).toEqual([
      { detector: 'broken', kind: 'cause', message: 'no such pod' },
    ]);
  });

  it('skips a detector whose kind is unread, and says which', () => {
    const analysis = run(
      [
        detector('a.nodes', { kinds: ['Node'] }),
        detector('a.pods', { kinds: ['Pod'] }),
      ],
      [unreadKind('Node')],
    );
    expect(analysis.findings.map(each => each.detector)).toEqual(['a.pods']);
    expect(analysis.coverage.detectors).toMatchObject({
      total: 2,
      skipped: [{ detector: 'a.nodes', kinds: ['Node'] }],
    });
    expect(analysis.coverage.kinds).toEqual([
      { kind: 'Node', state: 'forbidden', objects: 0 },
    ]);
  });

  it('dates a finding from the first object it affects', () => {
    const affected = [
      { kind: 'Pod', name: 'b', since: '2026-03-01T11:00:00Z' },
      { kind: 'Pod', name: 'a', since: '2026-03-01T10:00:00Z' },
      { kind: 'Pod', name: 'c' },
    ];
    const [finding] = run([
      detector('a.b', { detect: () => [draft({ affected })] }),
    ]).findings;
    expect(finding.since).toBe('2026-03-01T10:00:00Z');
  });

  it('lists an explained finding under its explanation', () => {
    const { findings } = run([
      detector('deploy.stuck', { explainedBy: ['pod.*'] }),
      detector('pod.crash', {
        explainedBy: ['config.missing'],
        detect: () => [draft({ message: 'crashes' })],
      }),
      detector('pod.crash-again', {
        explainedBy: ['config.missing'],
        detect: () => [draft({ message: 'crashes' })],
      }),
      detector('config.missing'),
    ]);
    expect(findings).toHaveLength(1);
    expect(findings[0].detector).toBe('config.missing');
    expect(findings[0].symptoms.map(each => each.message)).toEqual([
      'broken',
      'crashes',
    ]);
  });

  it('cuts what the cluster says to a line that a person can read', () => {
    const flood = 'x\n'.repeat(100_000);
    const flooded = draft({
      title: flood,
      message: flood,
      evidence: [field(object('Pod', 'cart'), 'status', { said: [flood, 3] })],
    });
    const { findings } = run([
      detector('pod.crash', { detect: () => [flooded] }),
      detector('deploy.stuck', {
        explainedBy: ['pod.*'],
        detect: () => [flooded],
      }),
    ]);
    expect(findings[0].symptoms).toHaveLength(1);
    const printed = JSON.stringify(findings);
    expect(printed.length).toBeLessThan(5_000);
    expect(printed).not.toContain('\\n');
    expect(findings[0].evidence[0]).toMatchObject({
      value: { said: [expect.stringMatching(/^x x .*…$/), 3] },
    });
  });

  it('keeps findings of other subjects and findings that blame each other', () => {
    const other = referenceTo(object('Deployment', 'search'));
    const { findings } = run([
      detector('deploy.stuck', { explainedBy: ['pod.*'] }),
      detector('pod.crash', { detect: () => [draft({ subject: other })] }),
      detector('x.a', { explainedBy: ['x.b'] }),
      detector('x.b', { explainedBy: ['x.a'] }),
    ]);
    expect(findings.map(each => each.detector).sort()).toEqual([
      'deploy.stuck',
      'pod.crash',
      'x.a',
      'x.b',
    ]);
  });
});
