import { Ingredient, object, ownedBy } from '../../testing';
import { recommendedForCause } from '../testRecommendations';

const node = (name: string, labels: Record<string, string>) =>
  object('Node', name, {}, { labels });

const asksFor = (disk: string) => ({
  template: { spec: { nodeSelector: { disk }, containers: [{ name: 'app' }] } },
});

/** A Deployment that asks for a disk that no node has, at the second of two revisions. */
function askingFor(disk: string, before = disk): Ingredient[] {
  const deployment = object('Deployment', 'cart', { spec: asksFor(disk) });
  const revision = (number: number, asked: string) =>
    ownedBy(
      deployment,
      object(
        'ReplicaSet',
        `cart-${number}`,
        { spec: asksFor(asked) },
        {
          metadata: {
            annotations: { 'deployment.kubernetes.io/revision': `${number}` },
          },
        },
      ),
    );
  return [deployment, revision(1, before), revision(2, disk)];
}

function correctionOf(
  workload: readonly Ingredient[],
  disks: readonly string[],
) {
  const nodes = disks.map(disk => node(`worker-${disk}`, { disk }));
  const found = recommendedForCause(
    {
      cause: 'placement-rule-unfit',
      subject: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: 'shop',
        name: 'cart',
      },
      finding: { detector: 'scheduling.node-selector-mismatch' },
    },
    [...workload, node('bare', {}), ...nodes],
  ).find(each => each.id === 'fix-placement-rule');
  const [step] = found?.steps.filter(each => each.changes) ?? [];
  return { found, step };
}

const patchTo = (disk: string | null) => ({
  spec: { template: { spec: { nodeSelector: { disk } } } },
});

describe('a node selector that no node satisfies', () => {
  it.each<[string, Ingredient[], string[], string | null, string[]]>([
    [
      'the only value there is',
      askingFor('nvme'),
      ['ssd'],
      'ssd',
      ['the only value that nodes carry under this label'],
    ],
    [
      'the one that it was a slip of the pen for',
      askingFor('sdd'),
      ['hdd-old', 'nvme', 'ssd'],
      'ssd',
      [
        'of the values that nodes carry, the only one that is a slip of the pen away from sdd',
      ],
    ],
    [
      'the one that the revision before asked for',
      askingFor('fast', 'nvme'),
      ['nvme', 'ssd'],
      'nvme',
      ['what revision 1 asked for, and nodes carry'],
    ],
    ['none where no node has the label', askingFor('nvme'), [], null, []],
  ])('asks for %s', (_, workload, disks, proposed, because) => {
    const { found, step } = correctionOf(workload, disks);
    expect(step?.patch?.patch).toEqual(patchTo(proposed));
    expect(step?.open).toBeUndefined();
    const told = found?.parameters.filter(each => each.name === 'disk');
    expect(told?.map(each => [each.proposed, each.because])).toEqual(
      because.map(each => [proposed, each]),
    );
  });

  it.each([
    ['several values', 'fast', 'fast', ['nvme', 'ssd'], 'nvme, ssd'],
    ['several values as near', 'sxd', 'sxd', ['sad', 'ssd'], 'sad, ssd'],
    ['values other than before', 'fast', 'gone', ['nvme', 'ssd'], 'nvme, ssd'],
    [
      'many values',
      'fast',
      'fast',
      ['a1', 'b2', 'c3', 'd4', 'e5', 'f6', 'g7'],
      'a1, b2, c3, d4, e5 and 2 more',
    ],
  ])(
    'leaves the choice to people among %s',
    (_, asked, before, disks, values) => {
      const { found, step } = correctionOf(askingFor(asked, before), disks);
      expect(step?.text).toBe(
        `Nodes carry ${values} under disk: whoever runs Deployment shop/cart has to choose which of them to ask for`,
      );
      expect(step?.patch).toBeUndefined();
      expect(found?.parameters.map(each => each.name)).toEqual(['NODE']);
      expect(found?.steps.map(each => each.command)).toContain(
        `kubectl label node '<NODE>' disk=${asked}`,
      );
    },
  );
});
