import { absence, field, referenceTo } from '../findings/evidence';
import { Finding } from '../findings/Finding';
import { minutes } from '../snapshot/durations';
import { ago, object, ownedBy } from '../testing/builders';
import { Ingredient } from '../testing/detectorRunner';
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
const budget = object('PodDisruptionBudget', 'cart', {
  spec: { selector: { matchLabels: labels } },
});
const cluster: Ingredient[] = [deployment, pod, service, ingress, node, budget];

function incidentsOf(...findings: Finding[]) {
  return incidentsFor(cluster, findings);
}

describe('correlate', () => {
  it('lists a chain of symptoms under its root, over workload, Service, Ingress and disruption budget', () => {
    const missing = finding('config.secret-key-missing', deployment, {
      evidence: [
        field(deployment, 'spec.template.spec.containers[0].env[0]', 'x'),
      ],
    });
    const [incident, ...others] = incidentsOf(
      finding('service.no-ready-endpoints', service),
      finding('ref.backend-no-endpoints', ingress),
      finding('pdb.no-disruptions-left', budget),
      missing,
    );
    expect(others).toEqual([]);
    expect(incident).toMatchObject({
      title: missing.message,
      subject: { kind: 'Deployment', name: 'cart' },
      causes: [
        {
          cause: 'config-reference-missing',
          confidence: 0.9,
          findings: [missing.id],
        },
      ],
    });
    expect(incident.findings).toEqual([
      missing.id,
      'service.no-ready-endpoints-cart',
      'ref.backend-no-endpoints-shop',
      'pdb.no-disruptions-left-cart',
    ]);
  });

  it('blames the node for the workloads on it', () => {
    const [incident] = incidentsOf(
      finding('deploy.unavailable', deployment),
      finding('node.not-ready', node),
    );
    expect(incident.subject.name).toBe('worker-1');
    expect(incident.findings).toHaveLength(2);
  });

  it('follows what a root affects when its subject is no object of the cluster', () => {
    const registry = {
      apiVersion: '',
      kind: 'Registry',
      metadata: { name: 'registry.example.com' },
    };
    const incidents = incidentsOf(
      finding('deploy.unavailable', deployment),
      finding('service.no-ready-endpoints', service),
      finding('image.registry-unreachable', registry, {
        affected: [referenceTo(pod)],
      }),
    );
    expect(incidents.map(each => each.findings.length)).toEqual([3]);
  });

  it('prefers a root on the symptom’s own subject', () => {
    const incidents = incidentsOf(
      finding('node.memory-pressure', node),
      finding('image.not-found', deployment),
      finding('deploy.progress-deadline', deployment),
    );
    expect(incidents.map(each => each.findings)).toEqual([
      ['image.not-found-cart', 'deploy.progress-deadline-cart'],
      ['node.memory-pressure-worker-1'],
    ]);
  });

  it('does not blame what began after the symptom', () => {
    const incidents = incidentsOf(
      finding('image.not-found', deployment, { since: ago(minutes(5)) }),
      finding('service.no-ready-endpoints', service, {
        since: ago(minutes(30)),
      }),
    );
    expect(incidents).toHaveLength(2);
  });

  it('makes one incident of several findings that prove one cause', () => {
    const incidents = incidentsOf(
      finding('config.secret-missing', deployment, { id: 'a' }),
      finding('config.secret-missing', deployment, { id: 'b', key: 'other' }),
    );
    expect(incidents.map(each => each.causes[0].findings)).toEqual([
      ['a', 'b'],
    ]);
  });

  it('leaves risks and hygiene out, and does not pretend to know why a symptom shows that no root reaches', () => {
    const incidents = incidentsOf(
      finding('resources.no-limits', deployment, { tier: 'hygiene' }),
      finding('service.no-ready-endpoints', service),
    );
    expect(incidents.map(each => each.causes)).toEqual([
      [
        expect.objectContaining({
          cause: 'not-determinable',
          confidence: 0,
          missing: [expect.objectContaining({ type: 'unread' })],
        }),
      ],
    ]);
  });

  it('keeps its identity while its symptoms come and go', () => {
    const root = finding('image.not-found', deployment);
    const [alone] = incidentsOf(root);
    const [chained] = incidentsOf(
      root,
      finding('service.no-ready-endpoints', service),
    );
    expect(alone.id).toBe(chained.id);
  });

  it('says what was missing, and is less sure for it', () => {
    const [incident] = incidentsOf(
      finding('config.secret-missing', deployment, {
        evidence: [
          absence({ kind: 'Secret', namespace: 'shop', name: 'db' }),
          {
            type: 'unread',
            object: { kind: 'Event', name: '' },
            reason: 'forbidden',
          },
        ],
      }),
    );
    expect(incident.causes[0]).toMatchObject({
      confidence: 0.75,
      missing: [{ type: 'unread' }],
    });
  });
});
