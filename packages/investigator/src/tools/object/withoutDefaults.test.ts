import { KubernetesObject } from '@opsagent/engine';
import { withoutDefaults } from './withoutDefaults';

const tolerations = [
  {
    key: 'node.kubernetes.io/not-ready',
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: 300,
  },
  {
    key: 'node.kubernetes.io/unreachable',
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: 300,
  },
];
const container = {
  name: 'app',
  image: 'registry.example/app:2',
  imagePullPolicy: 'IfNotPresent',
  resources: {},
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  volumeMounts: [{ name: 'kube-api-access-x7', mountPath: '/var/run/secrets' }],
};
const pod = (spec: object = {}, status: object = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'app-1',
    namespace: 'shop',
    uid: '1',
    labels: { app: 'app', protocol: 'TCP' },
    creationTimestamp: '2026-03-01T08:00:00Z',
  },
  spec: {
    containers: [container],
    dnsPolicy: 'ClusterFirst',
    enableServiceLinks: true,
    priority: 0,
    preemptionPolicy: 'PreemptLowerPriority',
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
    securityContext: {},
    serviceAccount: 'default',
    serviceAccountName: 'default',
    terminationGracePeriodSeconds: 30,
    tolerations,
    volumes: [{ name: 'kube-api-access-x7', projected: {} }],
    ...spec,
  },
  status: { phase: 'Running', podIP: '10.0.0.1', podIPs: [], ...status },
});

describe('withoutDefaults', () => {
  it('tells of a pod what somebody chose, status first', () => {
    const told = withoutDefaults(pod());
    expect(told).toEqual({
      status: { phase: 'Running', podIP: '10.0.0.1' },
      metadata: {
        labels: { app: 'app', protocol: 'TCP' },
        creationTimestamp: '2026-03-01T08:00:00Z',
      },
      spec: { containers: [{ name: 'app', image: 'registry.example/app:2' }] },
    });
    expect(Object.keys(told)).toEqual(['status', 'metadata', 'spec']);
  });

  it.each([
    { enableServiceLinks: false },
    { restartPolicy: 'Never' },
    { dnsPolicy: 'None' },
    { priority: 1_000 },
    { preemptionPolicy: 'Never' },
    { serviceAccountName: 'operator' },
    { terminationGracePeriodSeconds: 0 },
    { tolerations: [{ operator: 'Exists' }] },
    { tolerations: [{ ...tolerations[0], tolerationSeconds: 10 }] },
    { volumes: [{ name: 'data', emptyDir: {} }] },
    { initContainers: [{ name: 'mesh', restartPolicy: 'Always' }] },
    { nodeSelector: { protocol: 'TCP' } },
  ])('keeps what is not the default: %j', spec => {
    const told = withoutDefaults(pod(spec)).spec;
    expect(told).toMatchObject(spec);
  });

  it('keeps how an image is pulled where that is not the default', () => {
    const containers = [
      { ...container, image: 'app', imagePullPolicy: 'Never' },
      { ...container, imagePullPolicy: 'Always' },
    ];
    expect(withoutDefaults(pod({ containers })).spec).toMatchObject({
      containers: [{ imagePullPolicy: 'Never' }, { imagePullPolicy: 'Always' }],
    });
  });

  it.each([
    ['registry.example/app:2', false],
    ['registry.example:5000/app', true],
    ['registry.example/app:latest', true],
  ])('tells the digest of %s: %s', (image, isTold) => {
    const status = { name: 'app', image, imageID: 'app@sha256:1234' };
    const told = withoutDefaults(pod({}, { containerStatuses: [status] }));
    expect(JSON.stringify(told).includes('sha256')).toBe(isTold);
  });

  it('tells that a container has not passed its startup probe', () => {
    const told = (started: boolean) =>
      JSON.stringify(
        withoutDefaults(pod({}, { containerStatuses: [{ started }] })),
      );
    expect(told(false)).toContain('"started":false');
    expect(told(true)).not.toContain('started');
  });

  it('knows no defaults of kinds that are not built in', () => {
    const spec = { priority: 0, protocol: 'TCP', started: true, uid: 'u' };
    const told = withoutDefaults({
      apiVersion: 'kitchen.example.org/v1',
      kind: 'Kettle',
      metadata: { name: 'one' },
      spec,
    });
    expect(told).toEqual({ spec });
  });
});
