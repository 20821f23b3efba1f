import { ResourceGraph } from '../../graph/ResourceGraph';
import { minutes, seconds } from '../../snapshot/durations';
import { ago, object, ownedBy } from '../../testing/builders';
import { Ingredient, snapshotOf } from '../../testing/detectorRunner';
import { lacksReadyEndpoints } from './readyEndpoints';

const service = object('Service', 'cart', {
  spec: { selector: { app: 'cart' } },
});
const labels = { app: 'cart' };

function pod(deleted: number | undefined, spec: object = {}): Ingredient[] {
  const owner = object('StatefulSet', 'cart', { spec });
  const since = ago(minutes(20));
  const conditions = [
    { type: 'Ready', status: 'False', lastTransitionTime: since },
  ];
  const metadata = deleted ? { deletionTimestamp: ago(deleted) } : {};
  return [
    owner,
    ownedBy(
      owner,
      object(
        'Pod',
        'cart-0',
        {
          spec: { containers: [{ name: 'app' }] },
          status: { phase: 'Running', conditions },
        },
        { labels, metadata: { labels, ...metadata } },
      ),
    ),
  ];
}

function isLacking(objects: readonly Ingredient[]) {
  const snapshot = snapshotOf([service, ...objects]);
  return lacksReadyEndpoints(service, undefined, minutes(2), {
    snapshot,
    graph: new ResourceGraph(snapshot),
  });
}

describe('a Service lacks ready endpoints', () => {
  it.each<[string, Ingredient[], boolean]>([
    ['behind a pod that is not ready', pod(undefined), true],
    ['behind a pod that should have gone long ago', pod(minutes(8)), true],
    ['behind a pod that goes', pod(seconds(30)), false],
    ['behind one that nobody wants', pod(minutes(8), { replicas: 0 }), false],
  ])('%s', (_, objects, expected) => {
    expect(isLacking(objects)).toBe(expected);
  });
});
