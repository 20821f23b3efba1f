import { Detector } from '../detectors/Detector';
import { Finding } from './Finding';
import { foldSymptoms } from './foldSymptoms';

const detector = (id: string, explainedBy?: string[]): Detector => ({
  id,
  title: id,
  tier: 'problem',
  kinds: [],
  explainedBy,
  detect: () => [],
});

const detectors = [
  detector('config.secret-missing'),
  detector('pod.oom-killed'),
  detector('pod.crash-loop', ['config.*', 'pod.oom-killed']),
  detector('deploy.unavailable', ['pod.crash-loop']),
];

const finding = (id: string, fields: Partial<Finding> = {}): Finding => ({
  id: `${id}/${fields.key ?? ''}`,
  detector: id,
  tier: 'problem',
  severity: 'high',
  subject: { kind: 'Deployment', namespace: 'shop', name: 'cart' },
  title: id,
  message: id,
  evidence: [],
  affected: [],
  symptoms: [],
  ...fields,
});

const inContainer = (container: string): Partial<Finding> => ({
  key: container,
  affected: [{ kind: 'Pod', namespace: 'shop', name: 'cart-1', container }],
});

/** `explanation < symptom, symptom` for each finding that is left. */
const folded = (...findings: Finding[]) =>
  foldSymptoms(findings, detectors).map(({ detector: id, symptoms }) =>
    [id, ...symptoms.map(each => each.detector)].join(' < '),
  );

describe('foldSymptoms', () => {
  it('lists a whole chain of symptoms under its deepest explanation', () => {
    expect(
      folded(
        finding('deploy.unavailable'),
        finding('pod.crash-loop', inContainer('app')),
        finding('pod.oom-killed', inContainer('app')),
      ),
    ).toEqual(['pod.oom-killed < deploy.unavailable < pod.crash-loop']);
  });

  it.each([
    [
      'another subject',
      finding('pod.oom-killed', { subject: { kind: 'Job', name: 'other' } }),
    ],
    ['another container', finding('pod.oom-killed', inContainer('proxy'))],
    ['mere information', finding('pod.oom-killed', { severity: 'info' })],
    ['a mere risk', finding('config.secret-missing', { tier: 'risk' })],
  ])('does not explain a problem by %s', (_, other) => {
    const crash = finding('pod.crash-loop', inContainer('app'));
    expect(folded(crash, other)).toHaveLength(2);
  });

  it('prefers the explanation about the same key', () => {
    expect(
      folded(
        finding('config.secret-missing', { key: 'db' }),
        finding('pod.oom-killed', inContainer('app')),
        finding('pod.crash-loop', inContainer('app')),
      ),
    ).toEqual(['config.secret-missing', 'pod.oom-killed < pod.crash-loop']);
  });

  it('tells a sentence once, with the identity of each finding that says it', () => {
    const [{ symptoms }] = foldSymptoms(
      [
        finding('pod.oom-killed'),
        finding('pod.crash-loop', { key: 'a', message: 'It restarts' }),
        finding('pod.crash-loop', { key: 'b', message: 'It restarts' }),
        finding('deploy.unavailable'),
      ],
      detectors,
    );
    expect(symptoms.map(({ ids, message }) => [message, ids])).toEqual([
      ['It restarts', ['pod.crash-loop/a', 'pod.crash-loop/b']],
      ['deploy.unavailable', ['deploy.unavailable/']],
    ]);
  });
});
