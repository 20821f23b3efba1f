import { hours, minutes } from '../../snapshot/durations';
import { ago, object, unreadKind } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { schedulingDetectors } from '.';

const run = detectorRunner(...schedulingDetectors);

function pod(
  spec: object,
  condition?: { reason: string; message?: string },
  options: { age?: number; status?: object } = {},
) {
  const { age = minutes(15), status = {} } = options;
  return object(
    'Pod',
    'cart',
    {
      spec,
      status: {
        phase: 'Pending',
        ...(condition
          ? {
              conditions: [
                {
                  type: 'PodScheduled',
                  status: 'False',
                  lastTransitionTime: ago(age),
                  ...condition,
                },
              ],
            }
          : {}),
        ...status,
      } as object,
    },
    { age },
  );
}

const GATED = {
  reason: 'SchedulingGated',
  message: 'Scheduling is blocked due to non-empty scheduling gates',
};
const gate = (name: string) => ({ schedulingGates: [{ name }] });

describe('pods that the scheduler does not try', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'a gate',
      [pod(gate('example.com/wait'), GATED)],
      'scheduling.gated example.com/wait',
    ],
    [
      'a queue that does not move',
      [pod(gate('kueue.x-k8s.io/admission'), GATED, { age: hours(2) })],
      'scheduling.gated kueue.x-k8s.io/admission',
    ],
    [
      'a scheduler that does not run',
      [pod({ schedulerName: 'custom' })],
      'scheduling.unknown-scheduler custom',
    ],
    [
      'an error of the scheduler',
      [pod({}, { reason: 'SchedulerError', message: 'plugin panicked' })],
      'scheduling.scheduler-error',
    ],
    [
      'a node that does not exist',
      [pod({ nodeName: 'ghost' })],
      'scheduling.node-name-absent ghost',
    ],
  ])('reports %s', (_, objects, expected) => {
    expect(
      run(objects).map(each => `${each.detector} ${each.key ?? ''}`.trim()),
    ).toEqual([expected]);
  });

  it.each<[string, Ingredient[]]>([
    [
      'a conflict with another writer',
      [
        pod(
          {},
          {
            reason: 'SchedulerError',
            message:
              'running PreBind plugin "VolumeBinding": Operation cannot be fulfilled on persistentvolumeclaims "a": the object has been modified; please apply your changes to the latest version and try again',
          },
        ),
      ],
    ],
    [
      'a gate within its grace',
      [pod(gate('example.com/wait'), GATED, { age: minutes(5) })],
    ],
    ['a queue', [pod(gate('kueue.x-k8s.io/admission'), GATED)]],
    [
      'a scheduler that has placed other pods',
      [
        pod({ schedulerName: 'custom' }),
        object('Pod', 'x', {
          spec: { schedulerName: 'custom', nodeName: 'a' },
        }),
      ],
    ],
    [
      'a node that could not be read',
      [pod({ nodeName: 'ghost' }), unreadKind('Node')],
    ],
    [
      'a node that has gone after the pod ran on it',
      [
        pod({ nodeName: 'gone' }, undefined, {
          status: { startTime: ago(minutes(9)) },
        }),
      ],
    ],
    ['a pod without spec and status', [object('Pod', 'bare')]],
  ])('is silent for %s', (_, objects) => {
    expect(run(objects)).toEqual([]);
  });
});
