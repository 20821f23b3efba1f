import { object } from '../../testing/builders';
import { recommendedForCause } from '../testRecommendations';

const node = object('Node', 'worker-1');
const subject = { apiVersion: 'v1', kind: 'Node', name: 'worker-1' };

const failed = (name: string, reason?: string) =>
  object(
    'Pod',
    name,
    {
      spec: { nodeName: 'worker-1', containers: [{ name: 'app' }] },
      status: { phase: 'Failed', ...(reason ? { reason } : {}) },
    },
    { namespace: 'shop' },
  );

function stepsOf(cause: string, id: string) {
  const pods = [failed('evicted', 'Evicted'), failed('run-of-a-job')];
  const found = recommendedForCause({ cause, subject }, [node, ...pods]);
  return found.find(each => each.id === id)?.steps ?? [];
}

describe('recommendations for nodes', () => {
  it('delete no pods but those that were evicted, after a look at all that failed', () => {
    const steps = stepsOf('node-disk-full', 'free-node-disk');
    const deleting = steps.filter(each => each.command?.includes(' delete '));
    expect(deleting.map(each => each.command)).toEqual([
      'kubectl delete -n shop pod/evicted',
    ]);
    expect(deleting[0].text).toMatch(/cannot be brought back/);
    const listing = steps.findIndex(each =>
      each.command?.startsWith('kubectl get pods -A'),
    );
    expect(listing).toBeGreaterThanOrEqual(0);
    expect(listing).toBeLessThan(steps.indexOf(deleting[0]));
  });

  it('say that a drain loses what stands in emptyDir volumes', () => {
    const steps = stepsOf('node-fault', 'isolate-faulty-node');
    const drain = steps.find(each => each.command?.includes(' drain '));
    expect(drain?.text).toMatch(/emptyDir volumes is lost/);
  });
});
