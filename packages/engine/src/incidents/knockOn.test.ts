import { crashing, incidentsOf, serviceWith } from '../causes/testCrash';
import { minutes } from '../snapshot/durations';
import { object } from '../testing/builders';
import { Ingredient } from '../testing/detectorRunner';
import { Incident } from './Incident';

const lookup = (name: string) => `Error: getaddrinfo ENOTFOUND ${name}`;
const refused = (name: string) =>
  `dial tcp: connect to ${name} port 8080: connection refused`;

function serviceOf(name: string): Ingredient {
  return object('Service', name, {
    spec: { selector: { app: name }, ports: [{ port: 8080 }] },
  });
}

/** `root <- what follows from it`, by the names of their subjects. */
function told({ subject, causes, links = [] }: Incident) {
  const followers = links.map(each => each.because.message?.split(' ')[1]);
  return `${subject.name} ${causes[0].cause} <- ${followers.length}`;
}

describe('crashes that follow from one another', () => {
  it('are one incident, rooted in the crash that needs no other', () => {
    const incidents = incidentsOf(
      [
        ...crashing({ name: 'front', age: minutes(20) }),
        ...crashing({ name: 'cart', age: minutes(20) }),
        ...crashing({ name: 'stock', age: minutes(20) }),
        serviceOf('cart'),
        serviceOf('stock'),
      ],
      {
        front: refused('cart'),
        cart: refused('stock'),
        stock: 'panic: nil map',
      },
    );
    expect(incidents.map(told)).toEqual(['stock application-bug <- 2']);
    expect(incidents[0].links?.map(each => each.because.cause)).toEqual([
      'dependency-down',
      'dependency-down',
    ]);
    expect(incidents[0].findings).toHaveLength(5);
  });

  it('that blame each other in a circle stay one incident', () => {
    const incidents = incidentsOf(
      [
        ...crashing({ name: 'cart' }),
        ...crashing({ name: 'stock' }),
        serviceOf('cart'),
        serviceOf('stock'),
      ],
      { cart: refused('stock'), stock: refused('cart') },
    );
    expect(incidents.map(told)).toEqual(['cart dependency-down <- 1']);
  });

  it('do not follow from what began later', () => {
    const incidents = incidentsOf(
      [
        ...crashing({ name: 'cart', age: minutes(40) }),
        ...crashing({ name: 'stock', age: minutes(10) }),
        serviceOf('stock'),
      ],
      { cart: refused('stock'), stock: 'panic: nil map' },
    );
    expect(incidents).toHaveLength(2);
  });

  it('join on a Service that is itself wrong', () => {
    const incidents = incidentsOf(
      [
        ...crashing({ name: 'cart' }),
        ...crashing({ name: 'front' }),
        ...serviceWith('db', true).slice(2),
      ],
      { cart: refused('db'), front: refused('db') },
    );
    expect(incidents.map(told)).toEqual(['db service-selector-wrong <- 2']);
  });

  it('stay apart when each looks for a Service of its own', () => {
    const incidents = incidentsOf(
      [...crashing({ name: 'cart' }), ...crashing({ name: 'front' })],
      { cart: lookup('db'), front: lookup('db') },
    );
    expect(incidents.map(told)).toEqual([
      'cart service-name-wrong <- 0',
      'front service-name-wrong <- 0',
    ]);
  });
});
