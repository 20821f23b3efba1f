import {
  ObjectReference,
  kubectlName,
  namespaceOf,
  objectName,
} from './objectName';

describe('object names', () => {
  it.each([
    [
      { kind: 'Secret', namespace: 'shop', name: 'db' },
      'Secret shop/db',
      'secret/db -n shop',
    ],
    [{ kind: 'Node', name: 'worker-1' }, 'Node worker-1', 'node/worker-1'],
  ])('of %j', (object, forPeople, forKubectl) => {
    expect(objectName(object)).toBe(forPeople);
    expect(kubectlName(object)).toBe(forKubectl);
  });

  it.each<[ObjectReference, string | undefined]>([
    [{ kind: 'Secret', namespace: 'shop', name: 'db' }, 'shop'],
    [{ apiVersion: 'v1', kind: 'Namespace', name: 'shop' }, 'shop'],
    [{ apiVersion: 'x.org/v1', kind: 'Namespace', name: 'shop' }, undefined],
    [{ kind: 'Node', name: 'worker-1' }, undefined],
  ])('find %j in its namespace', (object, namespace) => {
    expect(namespaceOf(object)).toBe(namespace);
  });
});
