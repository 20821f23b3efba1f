import { ObjectReference } from '@opsagent/engine';
import { namespaceOf } from './namespaceOf';
import { nameOfKey, namespaceOfKey, objectKey } from './objectKey';

describe('objectKey', () => {
  it.each<[string, ObjectReference, string | undefined]>([
    [
      'the namespace of an object',
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: 'shop',
        name: 'a',
      },
      'shop',
    ],
    ['a Namespace for itself', { kind: 'Namespace', name: 'shop' }, 'shop'],
    [
      'none for a Namespace of somebody else',
      { apiVersion: 'example.org/v1', kind: 'Namespace', name: 'shop' },
      undefined,
    ],
    ['none for a Node', { kind: 'Node', name: 'worker-1' }, undefined],
    [
      'none for a name with slashes',
      { kind: 'Registry', name: 'ghcr.io/shop/cart' },
      undefined,
    ],
    [
      'the namespace beside a name with slashes',
      { kind: 'Secret', namespace: 'shop', name: 'bank/50%_a' },
      'shop',
    ],
  ])('tells %s', (_, object, namespace) => {
    expect(namespaceOf(object)).toBe(namespace);
    expect(namespaceOfKey(objectKey(object))).toBe(namespace);
    expect(nameOfKey(objectKey(object))).toBe(object.name);
  });
});
