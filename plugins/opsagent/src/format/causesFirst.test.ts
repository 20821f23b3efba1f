import { builtInDetectors } from '@opsagent/engine';
import { sampleFinding } from '../__testUtils__/sampleFinding';
import { causesFirst } from './causesFirst';

const problem = (
  id: string,
  detector: string,
  severity: 'critical' | 'high' | 'low',
) => sampleFinding({ id, detector, severity });

const crash = problem('crash', 'pod.crash-loop', 'high');
const pull = problem('pull', 'image.not-found', 'high');
const endpoints = problem('endpoints', 'service.no-ready-endpoints', 'high');
const outage = problem('outage', 'deploy.unavailable', 'critical');
const typo = problem('typo', 'image.not-found', 'low');

describe('causesFirst', () => {
  it.each([
    ['a symptom after its cause', [endpoints, crash], ['crash', 'endpoints']],
    ['the worst first, a symptom too', [crash, outage], ['outage', 'crash']],
    [
      'what is less bad after symptoms',
      [typo, endpoints],
      ['endpoints', 'typo'],
    ],
    [
      'equals in their order',
      [pull, endpoints, crash],
      ['pull', 'crash', 'endpoints'],
    ],
  ])('puts %s', (_, given, expected) => {
    const before = [...given];
    expect(causesFirst(given).map(each => each.id)).toEqual(expected);
    expect(given).toEqual(before);
  });

  it('goes by names that detectors have', () => {
    const names = builtInDetectors.map(each => each.id);
    expect(names).toEqual(
      expect.arrayContaining([endpoints.detector, outage.detector]),
    );
  });
});
