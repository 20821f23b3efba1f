import { object, ownedBy, unreadKind } from '../../testing/builders';
import { deployedPod } from '../../testing/deployedPod';
import {
  Ingredient,
  detectorRunner,
  subjectOf,
} from '../../testing/detectorRunner';
import { imageVulnerabilities } from './imageVulnerabilities';
import { policyReportFailures } from './policyReportFailures';
import { psaUnset } from './psaUnset';
import { psaWouldReject } from './psaWouldReject';
import { hardened, told } from './testWorkloads';

const ENFORCE = 'pod-security.kubernetes.io/enforce';

const namespace = (level?: string, name = 'shop') =>
  object('Namespace', name, {}, level ? { labels: { [ENFORCE]: level } } : {});

describe('security.psa-would-reject', () => {
  const run = detectorRunner(psaWouldReject);

  it.each<[string, Ingredient[], string]>([
    [
      'a privileged pod at baseline',
      [
        namespace('baseline'),
        ...hardened({ securityContext: { privileged: true } }),
      ],
      'privileged',
    ],
    [
      'a soft pod at restricted',
      [namespace('restricted'), ...deployedPod()],
      'runAsNonRoot != true, allowPrivilegeEscalation != false, unrestricted capabilities, seccompProfile',
    ],
    [
      'a host path at baseline',
      [
        namespace('baseline'),
        ...hardened(
          {},
          { spec: { volumes: [{ name: 'x', hostPath: { path: '/' } }] } },
        ),
      ],
      'hostPath volumes',
    ],
    [
      'an NFS volume at restricted',
      [
        namespace('restricted'),
        ...hardened(
          {},
          {
            spec: { volumes: [{ name: 'x', nfs: { server: 'a', path: '/' } }] },
          },
        ),
      ],
      'restricted volume types',
    ],
    [
      'a host port at baseline',
      [
        namespace('baseline'),
        ...hardened({ ports: [{ containerPort: 1, hostPort: 1 }] }),
      ],
      'hostPort',
    ],
  ])('speaks of %s', (_, objects, rules) => {
    const [found] = run(objects);
    expect(found).toMatchObject({ tier: 'risk', severity: 'medium' });
    expect(subjectOf(found)).toBe('Deployment/cart');
    expect(found.message).toContain(`: ${rules}`);
    expect(found.evidence[0]).toMatchObject({
      path: `metadata.labels["${ENFORCE}"]`,
    });
  });

  it.each<[string, Ingredient[]]>([
    ['a hardened pod', [namespace('restricted'), ...hardened()]],
    ['a soft pod at baseline', [namespace('baseline'), ...deployedPod()]],
    ['no level', [namespace(), ...deployedPod()]],
    ['a level nobody knows', [namespace('strict'), ...deployedPod()]],
    ['unread namespaces', [unreadKind('Namespace'), ...deployedPod()]],
    [
      'a workload without pods',
      [
        namespace('restricted'),
        object('Deployment', 'cart', {
          spec: { template: { spec: { containers: [{ name: 'a' }] } } },
        }),
      ],
    ],
  ])('is silent for %s', (_, objects) => {
    expect(told(run(objects))).toEqual([]);
  });
});

describe('security.psa-unset', () => {
  const run = detectorRunner(psaUnset);
  const policy = object('ValidatingWebhookConfiguration', 'kyverno-resource');

  it.each<[string, Ingredient[]]>([
    ['no level', [namespace(), ...deployedPod()]],
    ['a level that nobody needs', [namespace('privileged'), ...deployedPod()]],
  ])('speaks of %s', (_, objects) => {
    expect(run(objects).map(subjectOf)).toEqual(['Namespace/shop']);
  });

  it.each<[string, Ingredient[]]>([
    ['a level', [namespace('baseline'), ...deployedPod()]],
    [
      'a level that a pod needs',
      [namespace('privileged'), ...hardened({}, { spec: { hostPID: true } })],
    ],
    ['a namespace without workloads', [namespace()]],
    ['another policy engine', [namespace(), policy, ...deployedPod()]],
    [
      'admission policies',
      [namespace(), object('ValidatingAdmissionPolicy', 'x'), ...deployedPod()],
    ],
    [
      'webhooks that are unread',
      [
        namespace(),
        unreadKind('ValidatingWebhookConfiguration'),
        ...deployedPod(),
      ],
    ],
    [
      'admission policies that are unread',
      [namespace(), unreadKind('ValidatingAdmissionPolicy'), ...deployedPod()],
    ],
    ['a system namespace', [namespace(undefined, 'kube-system')]],
  ])('is silent for %s', (_, objects) => {
    expect(told(run(objects))).toEqual([]);
  });
});

describe('security.image-vulnerabilities', () => {
  const run = detectorRunner(imageVulnerabilities);
  const objects = deployedPod({
    containers: {
      app: {
        spec: { image: 'registry.example.org/shop/app:1.4.2' },
        status: { imageID: 'registry.example.org/shop/app@sha256:abc' },
      },
    },
  });
  const report = (artifact: unknown, summary: unknown, container = 'app') =>
    ownedBy(objects[1] as never, {
      apiVersion: 'aquasecurity.github.io/v1alpha1',
      kind: 'VulnerabilityReport',
      metadata: {
        name: 'replicaset-cart-app',
        namespace: 'shop',
        labels: { 'trivy-operator.container.name': container },
      },
      report: { artifact, summary },
    });
  const DIGEST = { repository: 'shop/app', tag: '1.0.0', digest: 'sha256:abc' };
  const TAG = { repository: 'shop/app', tag: '1.4.2', digest: 'sha256:other' };

  it.each([
    ['by digest', DIGEST, { criticalCount: 2, highCount: 1 }, 'high'],
    ['by tag', TAG, { criticalCount: 0, highCount: 1 }, 'medium'],
  ])('knows the image %s', (_, artifact, summary, severity) => {
    const found = run([...objects, report(artifact, summary)]);
    expect(told(found)).toEqual([
      `security.image-vulnerabilities app ${severity}`,
    ]);
    expect(subjectOf(found[0])).toBe('Deployment/cart');
  });

  it.each([
    ['another image', report({ ...TAG, tag: '1.4.1' }, { criticalCount: 1 })],
    [
      'lesser ones',
      report(TAG, { criticalCount: 0, highCount: 0, mediumCount: 9 }),
    ],
    ['another container', report(TAG, { criticalCount: 1 }, 'other')],
    ['a malformed report', report('x', 'y')],
    ['a malformed summary', report(TAG, { criticalCount: 'many' })],
  ])('is silent for %s', (_, one) => {
    expect(told(run([...objects, one]))).toEqual([]);
  });
});

describe('policy.report-failure', () => {
  const run = detectorRunner(policyReportFailures);
  const report = (scope: unknown, results: unknown) => ({
    apiVersion: 'wgpolicyk8s.io/v1alpha2',
    kind: 'PolicyReport',
    metadata: { name: 'r', namespace: 'shop' },
    scope,
    results,
  });
  const POD = {
    apiVersion: 'v1',
    kind: 'Pod',
    namespace: 'shop',
    name: 'cart-6d5f-x2x4z',
  };
  const result = (value: unknown, rest = {}) => ({
    policy: 'require-labels',
    rule: 'check',
    result: value,
    ...rest,
  });

  it.each<[string, unknown, unknown, string]>([
    ['a failure', POD, [result('fail')], 'low'],
    ['an error', POD, [result('error')], 'medium'],
    [
      'a resource of its own',
      undefined,
      [result('fail', { resources: [POD] })],
      'low',
    ],
  ])('speaks of %s', (_, scope, results, severity) => {
    const found = run([...deployedPod(), report(scope, results)]);
    expect(told(found)).toEqual([
      `policy.report-failure require-labels/check ${severity}`,
    ]);
    expect(subjectOf(found[0])).toBe('Deployment/cart');
  });

  it.each<[string, unknown, unknown]>([
    ['a pass', POD, [result('pass')]],
    ['a skip', POD, [result('skip')]],
    ['an object that is gone', { ...POD, name: 'gone' }, [result('fail')]],
    [
      'a system namespace',
      { ...POD, namespace: 'kube-system' },
      [result('fail')],
    ],
    ['malformed results', POD, { a: 1 }],
    [
      'malformed entries',
      'x',
      [7, result(3), result('fail', { resources: 'x' })],
    ],
  ])('is silent for %s', (_, scope, results) => {
    expect(told(run([...deployedPod(), report(scope, results)]))).toEqual([]);
  });
});
