import { object } from '../testing/builders';
import { Ingredient, snapshotOf } from '../testing/detectorRunner';
import { ResourceGraph } from '../graph/ResourceGraph';
import { referenceTo } from './evidence';
import { Severity, Tier } from './Finding';
import { severityInContext } from './severityInContext';

const labels = { app: 'cart' };

const workload = (available: number, desired = 4) =>
  object(
    'Deployment',
    'cart',
    {
      spec: { replicas: desired, template: { metadata: { labels } } },
      status: { availableReplicas: available },
    },
    { labels },
  );
const service = object('Service', 'cart', {
  spec: { selector: labels, ports: [{ port: 80 }] },
});
const slice = (ready: boolean) =>
  object(
    'EndpointSlice',
    'cart-x',
    {
      ports: [{ port: 80 }],
      endpoints: [{ addresses: [], conditions: { ready } }],
    },
    { labels: { 'kubernetes.io/service-name': 'cart' } },
  );
const ingress = object('Ingress', 'shop', {
  spec: {
    defaultBackend: { service: { name: 'cart', port: { number: 80 } } },
  },
});

interface Judged {
  severity?: Severity;
  tier?: Tier;
  subject?: 'Deployment' | 'Service';
}

function judge(ingredients: Ingredient[], judged: Judged = {}) {
  const {
    severity = 'medium',
    tier = 'problem',
    subject = 'Deployment',
  } = judged;
  const snapshot = snapshotOf(ingredients);
  const found = snapshot.get(subject, 'shop', 'cart');
  return severityInContext(
    { severity, tier, subject: referenceTo(found!) },
    { snapshot, graph: new ResourceGraph(snapshot) },
  );
}

describe('severityInContext', () => {
  it('is worse where an Ingress leads to nothing that is left', () => {
    expect(judge([workload(0), service, slice(false), ingress])).toBe('high');
    expect(
      judge([workload(0), service, slice(false), ingress], {
        subject: 'Service',
      }),
    ).toBe('high');
  });

  it('is what it is while nobody relies on the empty Service', () => {
    expect(judge([workload(0), service, slice(false)])).toBe('medium');
  });

  it('is milder while three quarters of the pods are available', () => {
    expect(judge([workload(3), service, slice(true), ingress])).toBe('low');
    expect(judge([workload(2), service, slice(true), ingress])).toBe('medium');
  });

  it('is not milder for available pods behind an empty Service', () => {
    expect(judge([workload(4), service, slice(false)])).toBe('medium');
  });

  it('moves one step at most, never to information, and only for problems', () => {
    const empty = [workload(0), service, slice(false), ingress];
    expect(judge(empty, { severity: 'critical' })).toBe('critical');
    expect(judge([workload(4)], { severity: 'low' })).toBe('low');
    expect(judge([workload(4)], { severity: 'info' })).toBe('info');
    expect(judge(empty, { tier: 'risk' })).toBe('medium');
  });

  it('knows nothing of workloads whose status was not read', () => {
    expect(judge([object('Deployment', 'cart', {})])).toBe('medium');
  });
});
