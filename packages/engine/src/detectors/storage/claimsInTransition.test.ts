import { minutes } from '../../snapshot/durations';
import { ago, object, unreadKind } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { claimsInTransition } from './claimsInTransition';

const run = detectorRunner(...claimsInTransition);
const told = (ingredients: readonly Ingredient[]) =>
  run(ingredients).map(({ detector, key = '', severity }) =>
    `${detector} ${key} ${severity}`.replace('  ', ' '),
  );

const claim = (status: Record<string, unknown>, metadata = {}) =>
  object('PersistentVolumeClaim', 'data', { status }, { metadata });
const condition = (type: string, age = minutes(1), status = 'True') => ({
  conditions: [{ type, status, lastTransitionTime: ago(age) }],
});
const deleted = (age: number, finalizers = ['kubernetes.io/pvc-protection']) =>
  claim({}, { deletionTimestamp: ago(age), finalizers });
const user = (phase = 'Running') =>
  object('Pod', 'db-0', {
    spec: {
      volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }],
    },
    status: { phase },
  });

describe('volume claims in transition', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'a controller that cannot resize',
      [claim(condition('ControllerResizeError'))],
      'storage.resize-stuck resize medium',
    ],
    [
      'a node that cannot resize',
      [claim(condition('NodeResizeError'))],
      'storage.resize-stuck resize medium',
    ],
    [
      'attributes that cannot be had',
      [claim(condition('ModifyVolumeError'))],
      'storage.resize-stuck modify medium',
    ],
    [
      'a size that cannot be had',
      [
        claim({
          allocatedResourceStatuses: { storage: 'ControllerResizeInfeasible' },
        }),
      ],
      'storage.resize-stuck resize medium',
    ],
    [
      'a resize of half an hour',
      [claim(condition('Resizing', minutes(31)))],
      'storage.resize-stuck resize medium',
    ],
    [
      'a deletion that a pod holds up',
      [deleted(minutes(16)), user()],
      'storage.pvc-deletion-waits low',
    ],
  ])('tells of %s', (_, ingredients, expected) => {
    expect(told(ingredients)).toEqual([expected]);
  });

  it.each<[string, Ingredient[]]>([
    ['a resize under way', [claim(condition('Resizing', minutes(29)))]],
    [
      'an error that is over',
      [claim(condition('NodeResizeError', 0, 'False'))],
    ],
    [
      'a file system that grows with the next mount',
      [claim(condition('FileSystemResizePending', minutes(90)))],
    ],
    ['a recent deletion', [deleted(minutes(14)), user()]],
    ['a deletion without users', [deleted(minutes(16)), user('Succeeded')]],
    ['another finalizer', [deleted(minutes(16), ['x.io/backup']), user()]],
    ['unread pods', [deleted(minutes(16)), unreadKind('Pod')]],
  ])('accepts %s', (_, ingredients) => {
    expect(told(ingredients)).toEqual([]);
  });
});
