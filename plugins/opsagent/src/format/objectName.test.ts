import { kubectlName, objectName } from './objectName';

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
});
