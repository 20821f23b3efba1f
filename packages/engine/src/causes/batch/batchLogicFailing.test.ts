import { minutes } from '../../snapshot/durations';
import { ago, object, ownedBy } from '../../testing/builders';
import { barePod, ended } from '../../testing/deployedPod';
import { Ingredient } from '../../testing/detectorRunner';
import { incidentsOf } from '../testCrash';

function failedJob(name = 'import'): Ingredient[] {
  const job = object('Job', name, {
    spec: { backoffLimit: 0 },
    status: {
      failed: 1,
      startTime: ago(minutes(20)),
      conditions: [
        {
          type: 'Failed',
          status: 'True',
          reason: 'BackoffLimitExceeded',
          message: 'Job has reached the specified backoff limit',
          lastTransitionTime: ago(minutes(10)),
        },
      ],
    },
  });
  const pod = barePod({
    name: `${name}-x`,
    status: { phase: 'Failed' },
    spec: { restartPolicy: 'Never' },
    containers: {
      app: {
        status: {
          ready: false,
          state: ended(3, minutes(10)),
        } as never,
      },
    },
  });
  return [job, ownedBy(job, pod)];
}

const causes = (log?: string, ...others: Ingredient[]) =>
  incidentsOf(
    [...failedJob(), ...others],
    {},
    log ? { 'import-x': log } : {},
  ).map(({ causes: [best] }) => `${best.cause} ${best.confidence}`);

describe('a Job that has failed', () => {
  it.each<[string, string | undefined, string]>([
    [
      'its password',
      'password authentication failed for user "import"',
      'credentials-wrong 0.6',
    ],
    ['a bug', 'panic: nil map', 'application-bug 0.6'],
    [
      'its heap',
      'java.lang.OutOfMemoryError: Java heap space',
      'heap-too-small 0.6',
    ],
    ['its own work', 'row 7 has no price', 'batch-logic-failing 0.8'],
    ['its own work, for want of a log', undefined, 'batch-logic-failing 0.65'],
  ])('is put down to %s', (_, log, expected) => {
    expect(causes(log)).toContain(expected);
  });

  it('names the exit code', () => {
    const [incident] = incidentsOf(failedJob());
    expect(incident.causes[0].message).toContain('exit code 3');
  });
});
