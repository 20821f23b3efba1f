import { seconds } from '../../snapshot/durations';
import { object, unreadKind } from '../../testing/builders';
import { detectorRunner, subjectOf } from '../../testing/detectorRunner';
import { selectorMatchesNothing } from './selectorMatchesNothing';

const run = detectorRunner(selectorMatchesNothing);

const cart = object('Service', 'cart', { spec: { selector: { app: 'kart' } } });
const deployment = (replicas: number, app: string) =>
  object('Deployment', 'cart', {
    spec: { replicas, template: { metadata: { labels: { app } } } },
  });
const pod = object('Pod', 'cart-1', {}, { labels: { app: 'cart' } });

describe('service.selector-matches-nothing', () => {
  it.each([
    ['a label typo', [cart, deployment(1, 'cart'), pod]],
    ['no workload at all', [cart]],
    [
      'pods that have finished',
      [
        cart,
        object(
          'Pod',
          'x',
          { status: { phase: 'Succeeded' } },
          { labels: { app: 'kart' } },
        ),
      ],
    ],
  ])('fires for %s', (_, objects) => {
    expect(run(objects).map(subjectOf)).toEqual(['Service/cart']);
  });

  it.each([
    [
      'an ExternalName Service',
      [
        object('Service', 'db', {
          spec: { type: 'ExternalName', selector: { a: 'b' } },
        }),
      ],
    ],
    ['a Service without selector', [object('Service', 'db', { spec: {} })]],
    [
      'a Service younger than its grace',
      [
        object(
          'Service',
          'cart',
          { spec: { selector: { app: 'cart' } } },
          { age: seconds(30) },
        ),
      ],
    ],
    ['a workload scaled to zero', [cart, deployment(0, 'kart')]],
    ['unread pods', [cart, unreadKind('Pod')]],
    [
      'Deployments that may be scaled to zero, but are unread',
      [cart, unreadKind('Deployment')],
    ],
    ['CronJobs that are unread', [cart, unreadKind('CronJob', 'notCaptured')]],
    ['pods read in part', [cart, unreadKind('Pod', 'partial')]],
  ])('is silent for %s', (_, objects) => {
    expect(run(objects)).toEqual([]);
  });

  it('names the workload that was probably meant', () => {
    const [found] = run([cart, deployment(1, 'cart'), pod]);
    expect(found.evidence).toContainEqual(
      expect.objectContaining({
        path: 'spec.template.metadata.labels',
        value: { app: 'cart' },
      }),
    );
  });
});
