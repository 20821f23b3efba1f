import { hours, minutes } from '../../snapshot/durations';
import { ago, object, unreadKind } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { detachStuck } from './detachStuck';
import { driverNotOnNode } from './driverNotOnNode';

const run = detectorRunner(detachStuck, driverNotOnNode);

const DRIVER = 'disk.csi.example.org';

const attachment = (deleted?: number, status: object = { attached: true }) =>
  object(
    'VolumeAttachment',
    'csi-1',
    {
      spec: {
        attacher: DRIVER,
        nodeName: 'worker',
        source: { persistentVolumeName: 'pv-1' },
      },
      status,
    },
    deleted === undefined
      ? {}
      : {
          metadata: {
            deletionTimestamp: ago(deleted),
            finalizers: ['external-attacher/disk-csi-example-org'],
          },
        },
  );

const node = (age = hours(9)) => object('Node', 'worker', {}, { age });
const csiNode = (...drivers: string[]) =>
  object('CSINode', 'worker', {
    spec: { drivers: drivers.map(name => ({ name, nodeID: 'worker' })) },
  });
const waiting = (volume: object, age = minutes(5), status: object = {}) =>
  object('Pod', 'cart', {
    spec: {
      nodeName: 'worker',
      containers: [{ name: 'app' }],
      volumes: [{ name: 'data', ...volume }],
    },
    status: {
      phase: 'Pending',
      startTime: ago(age),
      containerStatuses: [
        { name: 'app', state: { waiting: { reason: 'ContainerCreating' } } },
      ],
      ...status,
    },
  });
const CLAIMED = { persistentVolumeClaim: { claimName: 'data' } };
const INLINE = { csi: { driver: 'secrets-store.csi.k8s.io' } };
const claim = object('PersistentVolumeClaim', 'data', {
  spec: { volumeName: 'pv-1' },
});
const volume = (source: object = { csi: { driver: DRIVER } }) =>
  object('PersistentVolume', 'pv-1', { spec: source });

describe('attachments', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'a detachment without end',
      [attachment(minutes(10))],
      'PersistentVolume/pv-1 storage.detach-stuck worker',
    ],
    [
      'a detachment that fails',
      [
        attachment(minutes(6), {
          attached: true,
          detachError: { message: 'disk is busy', time: ago(minutes(1)) },
        }),
      ],
      'PersistentVolume/pv-1 storage.detach-stuck worker',
    ],
    [
      'a driver that is not on the node',
      [waiting(CLAIMED), claim, volume(), node(), csiNode('other')],
      `Node/worker storage.csi-driver-not-on-node ${DRIVER}`,
    ],
    [
      'a node without drivers and an inline volume',
      [waiting(INLINE), node(), csiNode()],
      'Node/worker storage.csi-driver-not-on-node secrets-store.csi.k8s.io',
    ],
  ])('reports %s', (_, objects, expected) => {
    const found = run(objects).map(
      ({ subject, detector, key }) =>
        `${subject.kind}/${subject.name} ${detector} ${key}`,
    );
    expect(found).toEqual([expected]);
  });

  it.each<[string, Ingredient[]]>([
    ['an attached volume', [attachment()]],
    ['a detachment on its way', [attachment(minutes(4))]],
    [
      'a driver that is on the node',
      [waiting(CLAIMED), claim, volume(), node(), csiNode(DRIVER)],
    ],
    [
      'a pod younger than its grace',
      [waiting(CLAIMED, minutes(1)), claim, volume(), node(), csiNode()],
    ],
    [
      'a node on which drivers still register',
      [waiting(CLAIMED), claim, volume(), node(minutes(2)), csiNode()],
    ],
    [
      'a volume without CSI driver',
      [waiting(CLAIMED), claim, volume({ nfs: {} }), node(), csiNode()],
    ],
    ['a volume that is unread', [waiting(CLAIMED), node(), csiNode()]],
    [
      'unread CSINodes',
      [waiting(INLINE), node(), csiNode(), unreadKind('CSINode')],
    ],
    ['a node without CSINode', [waiting(INLINE), node()]],
    [
      'a pod that runs',
      [waiting(INLINE, hours(1), { phase: 'Running' }), node(), csiNode()],
    ],
    [
      'objects without contents',
      [
        object('VolumeAttachment', 'x'),
        object('CSINode', 'worker'),
        object('Pod', 'y'),
        node(),
      ],
    ],
  ])('is silent for %s', (_, objects) => {
    expect(run(objects)).toEqual([]);
  });

  it('names the driver\u2019s error', () => {
    const [found] = run([
      attachment(minutes(9), { detachError: { message: 'disk is busy' } }),
    ]);
    expect(found.message).toMatch(/: disk is busy$/);
    expect(found.evidence).toContainEqual(
      expect.objectContaining({ path: 'status.detachError.message' }),
    );
  });
});
