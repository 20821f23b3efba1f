import { object, ownedBy } from '../../testing/builders';
import {
  Ingredient,
  detectorRunner,
  subjectOf,
} from '../../testing/detectorRunner';
import { defaultUsed } from './defaultUsed';

const run = detectorRunner(defaultUsed);
const IN_DEFAULT = { namespace: 'default' };
const deployment = object('Deployment', 'cart', {}, IN_DEFAULT);

describe('namespace.default-used', () => {
  it('names what people have put there', () => {
    const found = run([
      deployment,
      ownedBy(deployment, object('ReplicaSet', 'cart-1', {}, IN_DEFAULT)),
      object('Service', 'cart', {}, IN_DEFAULT),
    ]);
    expect(found.map(subjectOf)).toEqual(['Deployment/cart', 'Service/cart']);
    expect(found[0].tier).toBe('hygiene');
  });

  it.each<[string, Ingredient]>([
    ['the API server', object('Service', 'kubernetes', {}, IN_DEFAULT)],
    [
      'a finished Job',
      object(
        'Job',
        'once',
        { status: { conditions: [{ type: 'Complete', status: 'True' }] } },
        IN_DEFAULT,
      ),
    ],
    ['what lives elsewhere', object('Deployment', 'cart')],
    ['a ConfigMap', object('ConfigMap', 'kube-root-ca.crt', {}, IN_DEFAULT)],
  ])('accepts %s', (_, one) => {
    expect(run([one])).toEqual([]);
  });
});
