import { ClusterSnapshot, KindRead, KubernetesObject } from '@opsagent/engine';
import { brokenShop } from '../testing/brokenShop';
import { assertNamespaces } from './assertNamespaces';

describe('assertNamespaces', () => {
  const namespaces = (...names: string[]): KubernetesObject[] =>
    names.map(name => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    }));

  const assert = (
    asked: string[] | undefined,
    objects: KubernetesObject[],
    read?: Omit<KindRead, 'kind'>,
  ) =>
    assertNamespaces(
      new ClusterSnapshot({
        cluster: 'prod',
        capturedAt: new Date(),
        objects,
        reads: read ? [{ kind: 'Namespace', ...read }] : [],
      }),
      asked,
    );

  it.each<[string, string[] | undefined, KubernetesObject[]]>([
    ['none is asked for', undefined, []],
    ['it exists and is empty', ['other'], namespaces('other')],
    ['objects lie in it, in a dump without Namespaces', ['shop'], brokenShop()],
  ])('is content when %s', (_, asked, objects) => {
    expect(() => assert(asked, objects)).not.toThrow();
  });

  it('names the namespaces there are when one is not among them', () => {
    const objects = [...namespaces('default', 'shop'), ...brokenShop()];
    expect(() => assert(['shop', 'nope'], objects)).toThrow(
      'prod has no namespace nope. It has: default, shop',
    );
  });

  it('does not name hundreds', () => {
    const many = Array.from({ length: 300 }, (_, index) => `team-${index}`);
    expect(() => assert(['a', 'b'], namespaces(...many))).toThrow(
      /^prod has no namespaces a, b\. It has: .*team-19 and 280 more$/,
    );
  });

  it.each<[string, KubernetesObject[], Omit<KindRead, 'kind'> | undefined]>([
    [
      'forbidden',
      [],
      { state: 'forbidden', message: 'namespaces is forbidden' },
    ],
    ['read in part', namespaces('default'), { state: 'partial' }],
    ['not in the dump', [], undefined],
  ])(
    'does not call a namespace missing when Namespaces were %s',
    (_, objects, read) => {
      expect(() =>
        assert(['nope'], [...objects, ...brokenShop()], read),
      ).toThrow(
        `Nothing was found to check in namespace nope: no object lies there, and whether it exists is unknown, since not all Namespaces were read${read?.message ? ` (${read.message})` : ''}`,
      );
    },
  );
});
