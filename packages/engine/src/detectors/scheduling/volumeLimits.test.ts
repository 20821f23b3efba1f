import { object } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { boundClaim, claimed, node, pending, shop } from './testPods';
import { unschedulablePods } from './unschedulablePods';

const run = detectorRunner(...unschedulablePods);

const DRIVER = 'disk.csi.example.org';
const waiting = pending(
  claimed('data'),
  '0/1 nodes are available: 1 node(s) exceed max volume count.',
);
const volume = object('PersistentVolume', 'pv', {
  spec: { csi: { driver: DRIVER, volumeHandle: 'x' } },
});
const csiNode = (count?: number) =>
  object('CSINode', 'a', {
    spec: {
      drivers: [
        { name: 'other', nodeID: 'a' },
        {
          name: DRIVER,
          nodeID: 'a',
          ...(count === undefined ? {} : { allocatable: { count } }),
        },
      ],
    },
  });
const attached = (name: string) =>
  object('VolumeAttachment', name, {
    spec: { attacher: DRIVER, nodeName: 'a', source: {} },
  });

const found = (...objects: Ingredient[]) => {
  const [finding, ...others] = run([
    shop,
    node('a'),
    waiting,
    boundClaim('data', 'pv'),
    volume,
    ...objects,
  ]);
  expect(others).toEqual([]);
  expect(finding.detector).toBe('scheduling.volume-limit');
  return finding;
};

describe('scheduling.volume-limit', () => {
  it('names the driver whose limit is reached, and shows it', () => {
    const { message, evidence } = found(
      csiNode(2),
      attached('one'),
      attached('two'),
    );
    expect(message).toContain(DRIVER);
    expect(evidence).toContainEqual(
      expect.objectContaining({
        path: 'spec.drivers[1].allocatable.count',
        value: 2,
      }),
    );
  });

  it.each<[string, Ingredient[]]>([
    ['a node with room', [csiNode(2), attached('one')]],
    ['a driver without limit', [csiNode(), attached('one')]],
    ['unread CSINodes', [attached('one')]],
    ['objects without contents', [object('VolumeAttachment', 'x')]],
  ])('names no driver for %s', (_, objects) => {
    expect(found(...objects).message).not.toContain(DRIVER);
  });
});
