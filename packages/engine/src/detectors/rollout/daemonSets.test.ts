import { minutes } from '../../snapshot/durations';
import { object } from '../../testing/builders';
import { Ingredient } from '../../testing/detectorRunner';
import { pod, problemsOf } from './testWorkloads';

const daemonSet = (status: object) =>
  object('DaemonSet', 'agent', { spec: {}, status }, { age: minutes(60) });
const agents = daemonSet({
  desiredNumberScheduled: 10,
  currentNumberScheduled: 10,
  numberUnavailable: 1,
});
const readyNode = object('Node', 'a', {
  status: { conditions: [{ type: 'Ready', status: 'True' }] },
});

describe('DaemonSets', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'a DaemonSet with an unready pod',
      [agents, readyNode, pod(agents, 'agent-1', false)],
      'ds.pods-unavailable',
    ],
    [
      'a DaemonSet that lacks pods',
      [daemonSet({ desiredNumberScheduled: 3, currentNumberScheduled: 1 })],
      'ds.not-scheduled',
    ],
  ])('reports %s', (_, objects, expected) => {
    expect(problemsOf(objects)).toEqual([expected]);
  });

  it.each<[string, Ingredient[]]>([
    [
      'a DaemonSet pod on a node that is not ready',
      [
        agents,
        object('Node', 'a', {
          status: { conditions: [{ type: 'Ready', status: 'Unknown' }] },
        }),
        pod(agents, 'agent-1', false),
      ],
    ],
    [
      'a DaemonSet while a node joins',
      [
        daemonSet({ desiredNumberScheduled: 3, currentNumberScheduled: 2 }),
        object('Node', 'new', {}, { age: minutes(1) }),
      ],
    ],
  ])('is silent for %s', (_, objects) => {
    expect(problemsOf(objects)).toEqual([]);
  });
});
