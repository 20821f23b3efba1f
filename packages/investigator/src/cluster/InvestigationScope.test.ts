import { ClusterSnapshot, ObjectReference } from '@opsagent/engine';
import { brokenCheckout } from '../testing/brokenCheckout';
import { InvestigationScope } from './InvestigationScope';

describe('InvestigationScope', () => {
  const { incident } = brokenCheckout();

  it('is what the incident touches, and what belongs to no namespace', () => {
    const scope = InvestigationScope.ofIncident({
      ...incident,
      flow: [
        {
          from: incident.subject,
          to: { kind: 'Ingress', namespace: 'edge', name: 'shop' },
        },
      ],
    });
    expect([...(scope.namespaces ?? [])].sort()).toEqual(['edge', 'shop']);
    expect(scope.includes('bank')).toBe(false);
    expect(scope.includes(undefined)).toBe(true);
    expect(scope.describe()).toBe(
      'the namespaces edge, shop and what belongs to no namespace',
    );
  });

  it('is a namespace that the incident is about', () => {
    const subject = { kind: 'Namespace', name: 'bank' };
    const scope = InvestigationScope.ofIncident({
      ...incident,
      subject,
      flow: [],
      causes: [],
      findings: [],
    });
    expect([...(scope.namespaces ?? [])]).toEqual(['bank']);
  });

  describe('around an incident', () => {
    const [cause] = incident.causes;
    const about = (subject: ObjectReference, name = cause.cause) =>
      InvestigationScope.aroundIncident({
        ...incident,
        causes: [{ ...cause, cause: name, subject }],
      });
    const pod = (namespace: string, nodeName: string, ready = 'True') => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `${namespace}-${nodeName}-${ready}`, namespace },
      spec: { nodeName },
      status: { conditions: [{ type: 'Ready', status: ready }] },
    });
    const snapshot = new ClusterSnapshot({
      cluster: 'test',
      capturedAt: new Date(),
      objects: [
        pod('bank', 'worker-1'),
        pod('forge', 'worker-1', 'False'),
        pod('lobby', 'worker-2'),
      ],
    });
    const node = { kind: 'Node', name: 'worker-1' };

    it('are the namespaces of the pods on its node', () => {
      const scope = about(node);
      expect(scope.includes('bank')).toBe(false);
      const known = scope.withPodsOn(snapshot);
      expect(known.describe()).toBe(
        'the namespaces bank, forge, shop and what belongs to no namespace',
      );
      expect(known.includes('lobby')).toBe(false);
    });

    it('is said what there is no room for, and those come first whose pods are not well', () => {
      expect(about(node).withPodsOn(snapshot, 1).describe()).toBe(
        'the namespaces forge, shop and what belongs to no namespace, but not 1 more with pods on Node worker-1',
      );
    });

    it('is where the cluster itself runs, when that causes it', () => {
      const namespaces = (name: string) => [
        ...(about(incident.subject, name).namespaces ?? []),
      ];
      expect(namespaces('apiserver-slow')).toContain('kube-system');
      expect(namespaces('image-reference-wrong')).not.toContain('kube-system');
    });

    it('is nothing more where no node is concerned', () => {
      const scope = about(incident.subject);
      expect(scope.withPodsOn(snapshot)).toBe(scope);
    });
  });
});
