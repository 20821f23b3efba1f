import { Analysis, analyze, ClusterSnapshot, Finding } from '@opsagent/engine';
import { exitCodeOf } from '../commands/failOn';
import { sarifLog } from './sarifLog';

const nothing = analyze(
  new ClusterSnapshot({
    cluster: 'test',
    capturedAt: new Date('2026-01-01T00:00:00Z'),
    objects: [],
  }),
);

const NOWHERE = { locate: () => undefined, workingDirectory: '/work' };

const finding = (severity: Finding['severity']): Finding => ({
  id: severity,
  detector: 'security.latest-tag',
  tier: 'hygiene',
  severity,
  subject: { kind: 'Deployment', namespace: 'shop', name: severity },
  title: 'Tag',
  message: 'Tag',
  evidence: [],
  affected: [],
  symptoms: [],
});

const withRules = (
  failed: string[],
  findings: Finding[] = [],
  skipped: Analysis['coverage']['detectors']['skipped'] = [],
): Analysis => ({
  ...nothing,
  findings,
  coverage: {
    ...nothing.coverage,
    detectors: {
      total: 3,
      skipped,
      failed: failed.map(detector => ({
        detector,
        kind: 'detector',
        message: 'oops',
      })),
    },
  },
});

describe('a diagnosis whose rules broke', () => {
  it.each([
    [2, ['a.b'], 'problem', []],
    [1, ['a.b'], 'hygiene', [finding('low')]],
    [0, ['a.b'], 'never', []],
    [0, [], 'problem', []],
  ] as const)('ends with %p: %p, %p', (code, failed, threshold, findings) => {
    expect(exitCodeOf(withRules([...failed], [...findings]), threshold)).toBe(
      code,
    );
  });

  it('says so in SARIF', () => {
    const skipped = [{ detector: 'c.d', kinds: ['Node'] }];
    const [run] = sarifLog(withRules(['a.b'], [], skipped), NOWHERE).runs;
    const [invocation] = run.invocations ?? [];
    expect(invocation.executionSuccessful).toBe(false);
    expect(
      invocation.toolExecutionNotifications?.map(each => each.message.text),
    ).toEqual(['a.b: broke: oops', 'c.d: not read: Node']);
  });
});

it('ranks a rule by its worst finding', () => {
  const [run] = sarifLog(
    withRules([], [finding('low'), finding('high')]),
    NOWHERE,
  ).runs;
  expect(run.tool.driver.rules?.[0].properties).toMatchObject({
    'security-severity': '8.0',
  });
});
