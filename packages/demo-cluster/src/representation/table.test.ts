import type { KubernetesObject } from '@opsagent/engine';
import { TypeRegistry } from '../api/TypeRegistry';
import { humanDuration } from './humanDuration';
import { tableOf } from './table';

const now = new Date('2026-03-01T12:00:00Z');
const types = TypeRegistry.forObjects([]);

function row(
  object: Partial<KubernetesObject> & { kind: string; apiVersion: string },
) {
  const metadata = {
    name: 'one',
    creationTimestamp: '2026-03-01T11:00:00Z',
    ...object.metadata,
  };
  const type = types.typeOf(object)!;
  const table = tableOf(type, [{ ...object, metadata }], {
    metadata: {},
    now,
    includeObject: 'None',
  });
  const shown = table.columnDefinitions.map(({ priority }) => priority === 0);
  return table.rows[0].cells.filter((_cell, index) => shown[index]);
}

const waiting = (reason: string) => ({
  name: 'app',
  ready: false,
  restartCount: 3,
  state: { waiting: { reason } },
});
const pod = (status: object, metadata = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'one', ...metadata },
  spec: { containers: [{ name: 'app' }] },
  status,
});

describe('a row of kubectl get', () => {
  it.each([
    [
      'a crashing pod',
      pod({
        phase: 'Running',
        containerStatuses: [waiting('CrashLoopBackOff')],
      }),
      ['one', '0/1', 'CrashLoopBackOff', 3, '60m'],
    ],
    [
      'a deleted pod',
      pod({ phase: 'Running' }, { deletionTimestamp: '2026-03-01T11:59:00Z' }),
      ['one', '0/1', 'Terminating', 0, '60m'],
    ],
    [
      'an initializing pod',
      pod({
        phase: 'Pending',
        initContainerStatuses: [waiting('PodInitializing')],
      }),
      ['one', '0/1', 'Init:0/1', 0, '60m'],
    ],
    [
      'a pod whose image is missing',
      pod({
        phase: 'Pending',
        initContainerStatuses: [waiting('ErrImagePull')],
      }),
      ['one', '0/1', 'Init:ErrImagePull', 0, '60m'],
    ],
    [
      'an evicted pod',
      pod({ phase: 'Failed', reason: 'Evicted' }),
      ['one', '0/1', 'Evicted', 0, '60m'],
    ],
    [
      'a node that takes no pods',
      {
        apiVersion: 'v1',
        kind: 'Node',
        spec: { unschedulable: true },
        status: { conditions: [{ type: 'Ready', status: 'Unknown' }] },
      },
      ['one', 'NotReady,SchedulingDisabled', '<none>', '60m', ''],
    ],
    [
      'a kind without columns of its own',
      { apiVersion: 'v1', kind: 'LimitRange' },
      ['one', '60m'],
    ],
  ])('of %s', (_case, object, cells) => {
    expect(row(object)).toEqual(cells);
  });
});

describe('an age', () => {
  it.each([
    [-5, '0s'],
    [119, '119s'],
    [120, '2m'],
    [599, '9m59s'],
    [3 * 3600 - 1, '179m'],
    [7 * 3600 + 1800, '7h30m'],
    [47 * 3600, '47h'],
    [3 * 86400 + 7200, '3d2h'],
    [43 * 86400, '43d'],
    [800 * 86400, '2y70d'],
  ])('of %d seconds is %s', (seconds, text) => {
    expect(humanDuration(seconds * 1000)).toBe(text);
  });
});
