import { analyze, ClusterSnapshot } from '@opsagent/engine';
import { brokenShop } from '../testing/brokenShop';
import { waitingPods } from '../testing/waitingPods';
import { filterAnalysis } from './filterAnalysis';

const ingress = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: {
    name: 'web',
    namespace: 'shop',
    creationTimestamp: '2026-03-01T11:00:00Z',
  },
  spec: {
    defaultBackend: { service: { name: 'cart', port: { number: 80 } } },
  },
};

const analysis = analyze(
  new ClusterSnapshot({
    cluster: 'prod',
    capturedAt: new Date('2026-03-01T12:00:00Z'),
    objects: [...brokenShop(), ...waitingPods(), ingress],
  }),
);

/** Every id of a finding that an analysis names anywhere. */
function namedIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namedIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    if (key === 'finding') return [String(each)];
    return key === 'findings' && typeof each[0] === 'string'
      ? (each as string[])
      : namedIn(each);
  });
}

describe('filterAnalysis', () => {
  it.each([
    ['namespaces', { namespaces: ['shop'] }],
    ['other namespaces', { namespaces: ['kube-system'] }],
    ['severity', { minSeverity: 'high' }],
  ] as const)('names no finding that is left out by %s', (_, filter) => {
    const filtered = filterAnalysis(analysis, filter);
    expect(filtered.findings.length).toBeLessThan(analysis.findings.length);
    const known = filtered.findings.map(each => each.id);
    expect(known).toEqual(expect.arrayContaining(namedIn(filtered)));
  });

  it('keeps everything unless asked', () => {
    expect(filterAnalysis(analysis, {})).toEqual(analysis);
  });

  it('does not show the score of the cluster for that of a namespace', () => {
    const { scores } = filterAnalysis(analysis, { namespaces: ['shop'] });
    expect(scores.cluster).toBeUndefined();
    expect(scores.namespaces.map(each => each.namespace)).toEqual(['shop']);
  });

  it('has something to leave out', () => {
    expect(namedIn(analysis).length).toBeGreaterThan(0);
    expect(analysis.incidents.length).toBeGreaterThan(0);
  });
});
