import { partAt } from './partAt';

const object = {
  data: { 'app.conf': 'a', app: 'b' },
  spec: {
    containers: [{ name: 'one' }, { name: 'web', env: [{ name: 'A' }] }],
  },
};

describe('partAt', () => {
  it.each([
    ['data.app.conf', 'a'],
    ['data.app', 'b'],
    ['spec.containers[web].env[A].name', 'A'],
    ['spec.containers[1].name', 'web'],
    ['.spec.containers[0]', { name: 'one' }],
  ])('finds %s', (path, value) => {
    expect(partAt(object, path)).toEqual(value);
  });

  it.each([
    ['status', 'There is no status; the object has data, spec'],
    ['spec.replicas', 'There is no spec.replicas; spec has containers'],
    [
      'spec.containers[db]',
      'There is no spec.containers[db]; spec.containers has [one], [0], [web], [1]',
    ],
    ['data.app.conf.x', 'There is no data.app.conf.x'],
    ['constructor', 'There is no constructor'],
  ])('says of %s what there is instead', (path, message) => {
    expect(() => partAt(object, path)).toThrow(message);
  });
});
