import { referenceTo } from '../findings/evidence';
import { minutes } from '../snapshot/durations';
import { ago, object, ownedBy } from '../testing/builders';
import { Ingredient } from '../testing/detectorRunner';
import { Incident } from './Incident';
import { finding, incidentsFor } from './testFindings';

const labels = { app: 'cart' };
const deployment = object('Deployment', 'cart', {
  spec: { template: { metadata: { labels } } },
});
const pod = ownedBy(
  deployment,
  object('Pod', 'cart-1', { spec: { nodeName: 'worker-1' } }, { labels }),
);
const service = object('Service', 'cart', { spec: { selector: labels } });
const ingress = object('Ingress', 'shop', {
  spec: {
    rules: [{ http: { paths: [{ backend: { service: { name: 'cart' } } }] } }],
  },
});
const node = object('Node', 'worker-1');
const registry = {
  apiVersion: '',
  kind: 'Registry',
  metadata: { name: 'registry.example.com' },
};
const cluster: Ingredient[] = [deployment, pod, service, ingress, node];

const stepsOf = ({ flow = [] }: Incident) =>
  flow.map(({ from, to }) =>
    [from, to].map(each => `${each.kind}/${each.name}`).join(' > '),
  );

describe('the way of a failure', () => {
  it('leads over what stands between, and comes to each object once', () => {
    const [incident] = incidentsFor(cluster, [
      finding('node.not-ready', node, { affected: [referenceTo(pod)] }),
      finding('ref.backend-no-endpoints', ingress),
      finding('deploy.unavailable', deployment),
    ]);
    expect(stepsOf(incident)).toEqual([
      'Node/worker-1 > Deployment/cart',
      'Deployment/cart > Service/cart',
      'Service/cart > Ingress/shop',
    ]);
  });

  it('leads to the owners of what suffers, of which nothing else is found', () => {
    const [incident] = incidentsFor(cluster, [
      finding('node.not-ready', node, { affected: [referenceTo(pod)] }),
    ]);
    expect(stepsOf(incident)).toEqual(['Node/worker-1 > Deployment/cart']);
  });

  it('leads straight to what suffers from something that is no object of the cluster', () => {
    const [incident] = incidentsFor(cluster, [
      finding('image.registry-unreachable', registry, {
        affected: [referenceTo(pod)],
      }),
      finding('service.no-ready-endpoints', service),
    ]);
    expect(stepsOf(incident)).toEqual([
      'Registry/registry.example.com > Deployment/cart',
      'Deployment/cart > Service/cart',
    ]);
  });

  it('is nowhere where the failure stays with one object', () => {
    const [incident] = incidentsFor(cluster, [
      finding('image.not-found', deployment, { affected: [referenceTo(pod)] }),
    ]);
    expect(incident).not.toHaveProperty('flow');
  });

  it('stops at the nearest of many', () => {
    const many = Array.from({ length: 100 }, (_, index) => {
      const owner = object('Deployment', `app-${index}`);
      const own = object('Pod', `app-${index}-1`, {
        spec: { nodeName: 'worker-1' },
      });
      return [owner, ownedBy(owner, own)];
    });
    const [incident] = incidentsFor(
      [node, ...many.flat()],
      [
        finding('node.not-ready', node, { since: ago(minutes(9)) }),
        ...many.map(([owner]) => finding('deploy.unavailable', owner)),
      ],
    );
    expect(incident.findings).toHaveLength(101);
    expect(incident.flow).toHaveLength(59);
  });
});
