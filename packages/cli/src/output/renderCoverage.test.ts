import { Coverage, KindCoverage } from '@opsagent/engine';
import { painter } from './paint';
import { CoverageOptions, renderCoverage } from './renderCoverage';

const COVERAGE: Coverage = {
  kinds: [],
  detectors: { total: 10, skipped: [], failed: [] },
};

const render = (change: Partial<Coverage> = {}, options?: CoverageOptions) =>
  renderCoverage({ ...COVERAGE, ...change }, painter(false), options);

const uncaptured = (...kinds: string[]): KindCoverage[] =>
  kinds.map(kind => ({ kind, state: 'notCaptured', objects: 0 }));

const ADD_ONS = [
  'Application.argoproj.io',
  'Certificate.cert-manager.io',
  'Gateway.networking.istio.io',
  'ScaledObject.keda.sh',
];

const skipped = [{ detector: 'a.b', kinds: ['Node'] }];

describe('renderCoverage', () => {
  it('is empty when everything was checked', () => {
    expect(render()).toBe('');
  });

  it('counts the kinds of add-ons', () => {
    expect(render({ kinds: uncaptured(...ADD_ONS, 'Node', 'Secret') })).toBe(
      'Not checked\n  Not captured: Node, Secret; 4 kinds of add-ons',
    );
    expect(render({ kinds: uncaptured(...ADD_ONS) })).toContain(
      'Not captured: 4 kinds of add-ons',
    );
  });

  it('names few of them', () => {
    const [first, second] = ADD_ONS;
    expect(render({ kinds: uncaptured(first, 'Node', second) })).toContain(
      `Not captured: ${first}, Node, ${second}`,
    );
  });

  it('does not name dozens of kinds', () => {
    const kinds = Array.from({ length: 30 }, (_, index) => `Kind${index}`);
    expect(render({ kinds: uncaptured(...kinds) })).toMatch(
      /Kind19 and 10 more$/,
    );
  });

  it('says of manifests in one line that the rest needs a cluster', () => {
    expect(
      render(
        {
          kinds: uncaptured('Node', 'Secret'),
          detectors: { ...COVERAGE.detectors, skipped },
        },
        { manifests: true },
      ),
    ).toBe(
      'Not checked\n  What needs a running cluster; and 1 check of the 10 for manifests, about kinds that are not among them; --output json names them.',
    );
  });

  it('says of manifests of every kind that the rest needs a cluster', () => {
    expect(render({}, { manifests: true })).toBe(
      'Not checked\n  What needs a running cluster.',
    );
  });

  it('tells what was left out of the reading', () => {
    expect(render({ notes: ['Left out: values.yaml'] })).toBe(
      'Not checked\n  Left out: values.yaml',
    );
  });

  it('calls what broke by what it is', () => {
    const failed = [
      { detector: 'a.b', kind: 'detector' as const, message: 'oops' },
      { detector: 'bad-rollout', kind: 'cause' as const, message: 'ah' },
    ];
    expect(render({ detectors: { ...COVERAGE.detectors, failed } })).toBe(
      'Not checked\n  Detector a.b broke: oops\n  Cause bad-rollout broke: ah',
    );
  });

  it('tells what is silenced, and which ids name nothing', () => {
    expect(render({ ignored: 2, unknownIgnores: ['pod.crash-lop'] })).toBe(
      '2 findings silenced by the annotation opsagent/ignore\nThe annotation opsagent/ignore names no rule with pod.crash-lop; `opsagent explain` lists them all.',
    );
  });
});
