import { ClusterSnapshot, KubernetesObject } from '@opsagent/engine';
import { kindOf } from './kindOf';

const snapshotOf = (objects: readonly object[] = []) =>
  new ClusterSnapshot({
    cluster: 'test',
    capturedAt: new Date(),
    objects: objects as KubernetesObject[],
    otherKinds: 'notCaptured',
  });

const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'kettles.kitchen.example.org' },
  spec: {
    group: 'kitchen.example.org',
    names: { kind: 'Kettle', plural: 'kettles', shortNames: ['kt'] },
  },
};

describe('kindOf', () => {
  it.each([
    ['Deployment', 'Deployment'],
    ['deployment', 'Deployment'],
    ['deployments', 'Deployment'],
    ['deploy', 'Deployment'],
    ['Deployment.apps', 'Deployment'],
    ['deployments.apps', 'Deployment'],
    ['deployments.v1.apps', 'Deployment'],
    ['apps/v1/Deployment', 'Deployment'],
    ['apps/v1 Deployment', 'Deployment'],
    ['v1/Pod', 'Pod'],
    [' secrets ', 'Secret'],
    ['PriorityClass.scheduling.k8s.io', 'PriorityClass'],
    ['Lease.coordination.k8s.io', 'Lease'],
    ['hpa', 'HorizontalPodAutoscaler'],
    ['FlowSchema', 'FlowSchema'],
    ['HTTPRoute', 'HTTPRoute.gateway.networking.k8s.io'],
    ['gateways.networking.istio.io', 'Gateway.networking.istio.io'],
    ['kettle', 'Kettle.kitchen.example.org'],
    ['kt', 'Kettle.kitchen.example.org'],
    ['kettles.kitchen.example.org', 'Kettle.kitchen.example.org'],
  ])('takes %s for %s', (written, kind) => {
    expect(kindOf(written, snapshotOf([definition]))).toBe(kind);
  });

  it.each([
    [
      'Deploymnt',
      'There is no kind "Deploymnt" that is known here; did you mean Deployment',
    ],
    ['Deployment.example.org', 'There is no kind "Deployment.example.org"'],
    ['zzz', 'There is no kind "zzz" that is known here'],
    [
      'gateway',
      'There are several kinds "gateway": ask for Gateway.gateway.networking.k8s.io or Gateway.networking.istio.io',
    ],
  ])('says of %s that there is none, and what is near', (written, words) => {
    expect(() => kindOf(written, snapshotOf())).toThrow(words);
  });

  it('takes of several kinds the one of which there are objects', () => {
    const gateway = {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: { name: 'edge', namespace: 'shop' },
    };
    expect(kindOf('gateways', snapshotOf([gateway]))).toBe(
      'Gateway.networking.istio.io',
    );
  });
});
