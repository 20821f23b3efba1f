import {
  Analysis,
  analyze,
  ClusterSnapshot,
  Finding,
  Incident,
} from '@opsagent/engine';
import { renderText } from './renderText';

const secret = { kind: 'Secret', namespace: 'shop', name: 'db' };
const deployment = { kind: 'Deployment', namespace: 'shop', name: 'checkout' };
const pod = { kind: 'Pod', namespace: 'shop', name: 'checkout-1' };

const missingKey: Finding = {
  id: 'a',
  detector: 'config.key-missing',
  tier: 'problem',
  severity: 'high',
  subject: deployment,
  title: 'Key missing',
  message: 'Secret shop/db has no key "password"',
  evidence: [
    { type: 'absence', object: secret, part: 'key "password"' },
    { type: 'field', object: pod, path: 'spec.replicas', value: 3 },
    {
      type: 'event',
      object: pod,
      reason: 'Failed',
      message: 'could not find key',
      count: 12,
    },
    { type: 'log', object: pod, container: 'main', lines: ['one', 'two'] },
    { type: 'unread', object: secret, reason: 'only metadata was read' },
  ],
  affected: Array.from({ length: 7 }, (_, index) => ({
    ...pod,
    name: `checkout-${index}`,
    node: 'worker',
  })),
  symptoms: [
    {
      ids: ['s'],
      detector: 'x',
      title: 'X',
      message: 'The rollout has stood still',
    },
  ],
  since: '2026-03-01T09:12:00Z',
};

const noEndpoints: Finding = {
  ...missingKey,
  id: 'b',
  detector: 'service.no-endpoints',
  severity: 'medium',
  subject: { kind: 'Service', namespace: 'shop', name: 'checkout' },
  message: 'No endpoint is ready',
  evidence: [],
  affected: [],
  symptoms: [],
};

const untidy: Finding = {
  ...noEndpoints,
  id: 'c',
  detector: 'limits.missing',
  tier: 'hygiene',
  severity: 'low',
  title: 'No limits',
  message: 'Container main has no limits',
  since: undefined,
};

const incident: Incident = {
  id: 'i',
  title: missingKey.message,
  severity: 'high',
  subject: deployment,
  causes: [
    {
      cause: 'config.reference',
      title: 'The pods refer to configuration that does not exist',
      confidence: 0.98,
      message: missingKey.message,
      subject: deployment,
      findings: ['a'],
      evidence: [
        { type: 'absence', object: secret, part: 'key "password"' },
        {
          type: 'field',
          object: pod,
          path: 'spec.containers[0].image',
          value: 'a:2',
          was: null,
        },
      ],
      against: [],
      missing: [],
    },
    {
      cause: 'image-broken',
      title: 'The image is broken',
      message: 'Only new pods fail',
      confidence: 0.62,
      subject: deployment,
      findings: ['a'],
      evidence: [],
      against: [],
      missing: [],
    },
  ],
  findings: ['a', 'b'],
  since: missingKey.since,
  recommendations: [],
};

const analysis: Analysis = {
  cluster: 'prod-eu',
  capturedAt: '2026-03-01T12:00:00.000Z',
  findings: [missingKey, noEndpoints, untidy],
  incidents: [incident],
  recommendations: [],
  scores: analyze(
    new ClusterSnapshot({
      cluster: 'prod-eu',
      capturedAt: new Date('2026-03-01T12:00:00Z'),
      objects: [],
    }),
  ).scores,
  coverage: {
    kinds: [
      { kind: 'Pod', state: 'complete', objects: 7 },
      {
        kind: 'Secret',
        state: 'forbidden',
        objects: 0,
        message: 'secrets is forbidden',
      },
      { kind: 'Node', state: 'forbidden', objects: 0 },
    ],
    detectors: {
      total: 9,
      skipped: [{ detector: 'config.secret', kinds: ['Secret'] }],
      failed: [
        { detector: 'broken.one', kind: 'detector', message: 'x is undefined' },
      ],
    },
  },
};

const render = (change: Partial<Analysis> = {}, options = {}) =>
  renderText(
    { ...analysis, ...change },
    { colour: false, isListed: () => false, advice: false, ...options },
  );

describe('renderText', () => {
  it('tells what is broken, why, and what could not be checked', () => {
    expect(render()).toBe(`\
prod-eu on 2026-03-01 12:00:00 UTC: 2 problems in 1 incident

high  Deployment shop/checkout, since 2026-03-01 09:12 UTC (2 h 48 min)
  Most likely: The pods refer to configuration that does not exist (98 % sure)
  Secret shop/db has no key "password"
  · Secret shop/db has no key "password"
  · Pod shop/checkout-1: spec.containers[0].image was changed from not set to a:2
  Also possible: The image is broken (62 % sure): Only new pods fail
  · Pod shop/checkout-1: spec.replicas is 3
  · Pod shop/checkout-1: event Failed (12 times): could not find key
  · Pod shop/checkout-1, container main, last lines of its log:
      one
      two
  · Secret shop/db: only metadata was read
  Affects Pod shop/checkout-0 on worker, Pod shop/checkout-1 on worker, Pod shop/checkout-2 on worker, Pod shop/checkout-3 on worker, Pod shop/checkout-4 on worker, and 2 more
  Shows as: The rollout has stood still
  What follows from it:
  · medium  Service shop/checkout: No endpoint is ready

Also 1 point of hygiene; --all lists them.

Not checked
  Forbidden: Secret, Node
    such as: secrets is forbidden
  1 check of 9 need that and did not run; --output json names them.
  Detector broken.one broke: x is undefined
`);
  });

  it('says what to read when the cause cannot be determined', () => {
    const [cause] = incident.causes;
    const unknown: Incident = {
      ...incident,
      causes: [
        {
          ...cause,
          cause: 'not-determinable',
          title: 'The cause cannot be determined',
          message: undefined,
          confidence: 0,
          missing: [{ type: 'unread', object: pod, reason: 'log of main' }],
        },
      ],
    };
    expect(render({ incidents: [unknown] })).toContain(`\
  The cause cannot be determined
  To find it, read:
  · Pod shop/checkout-1: log of main
  Secret shop/db has no key "password"
  · Secret shop/db has no key "password"
`);
  });

  it('lists what is not broken only when asked', () => {
    expect(render({}, { isListed: () => true, advice: true })).toContain(
      `Hygiene: works, but is untidy

low  Service shop/checkout: No limits  limits.missing
  Container main has no limits
`,
    );
  });

  it.each([
    [analysis.coverage, 'nothing is broken in what could be read'],
    [
      {
        kinds: [],
        detectors: { total: 9, skipped: [], failed: [] },
      },
      'prod-eu on 2026-03-01 12:00:00 UTC: nothing is broken\n',
    ],
  ])('does not take unread for healthy', (coverage, expected) => {
    expect(render({ findings: [], incidents: [], coverage })).toContain(
      expected,
    );
  });

  it.each([
    [[], 'UTC: no problems at or above critical; 3 below\n'],
    [[missingKey], 'UTC: 1 problem in 1 incident; 3 below critical\n'],
  ])(
    'tells of problems that are less severe than was asked for',
    (findings, expected) => {
      const coverage = {
        kinds: [],
        detectors: { total: 9, skipped: [], failed: [] },
      };
      const below = { minSeverity: 'critical', problems: 3 };
      expect(render({ findings, coverage }, { below })).toContain(expected);
    },
  );

  it('lets no text of the cluster control the terminal', () => {
    const hostile = '\u001b]0;owned\u0007\u001b[2J\u202egnp.exe\r';
    const text = render({
      cluster: hostile,
      findings: [{ ...missingKey, message: hostile }],
    });
    expect(text).toContain(']0;owned[2Jgnp.exe');
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  });

  it('adds colour and nothing else', () => {
    const coloured = render({}, { colour: true });
    expect(coloured).toContain('\u001b[31mhigh\u001b[39m');
    expect(coloured.replace(/\p{Cc}\[\d+m/gu, '')).toBe(render());
  });
});
