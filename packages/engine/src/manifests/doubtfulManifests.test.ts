import { analyze } from '../analyze';
import { readDump } from '../dump';
import { NOW } from '../testing/builders';
import { manifestDetectors } from './manifestDetectors';

const OF_CONTAINERS =
  /^(security|resources|hygiene|probe\.(?:none|\w+-missing)|netpol)/;

function told(...documents: string[]) {
  const snapshot = readDump(
    documents.map((text, index) => ({ path: `${index}.yaml`, text })),
    { capturedAt: NOW, kindsWithoutObjects: 'undeployed' },
  );
  const { findings, coverage } = analyze(snapshot, {
    detectors: manifestDetectors,
  });
  expect(coverage.detectors.failed).toEqual([]);
  return findings
    .filter(each => !OF_CONTAINERS.test(each.detector))
    .map(
      ({ detector, tier, severity, subject, affected }) =>
        `${detector} ${tier} ${severity} ${subject.kind}/${subject.name} ${affected.length}`,
    );
}

interface Parts {
  kind?: string;
  labels?: string;
  meta?: string;
  spec?: string;
  container?: string;
}

const workload = (
  name: string,
  {
    kind = 'apps/v1 Deployment',
    labels = `app: ${name}`,
    meta = '',
    spec = '',
    container = '',
  }: Parts = {},
) => `apiVersion: ${kind.split(' ')[0]}
kind: ${kind.split(' ')[1]}
metadata: { name: ${name}, namespace: shop }
spec:
  ${spec}
  template:
    metadata: { labels: { ${labels} }, ${meta} }
    spec:
      containers: [{ name: app, image: x:1, ${container} }]
`;

const service = (name: string, selector: string, targetPort: string) =>
  `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { ${selector} }, ports: [{ port: 80, targetPort: ${targetPort} }] }
`;

const named = (kind: string, name: string, rest = '') =>
  `apiVersion: ${kind.includes(' ') ? kind.split(' ')[0] : 'v1'}
kind: ${kind.split(' ').pop()}
metadata: { name: ${name}, namespace: shop }
${rest}
`;

const HTTP = 'ports: [{ name: http, containerPort: 8080 }]';
const key = (kind: 'configMap' | 'secret', name: string) =>
  `env: [{ name: A, valueFrom: { ${kind}KeyRef: { name: ${name}, key: a } } }]`;
const READS_SECRET = workload('web', { container: key('secret', 'db') });
const READS_CONFIG = workload('web', { container: key('configMap', 'ca') });
const dials = (url: string) => `env: [{ name: DB_URL, value: '${url}' }]`;

describe('manifests of which nothing certain is to be said', () => {
  it.each<[string, string[]]>([
    [
      'an export with times and a status',
      [
        named(
          'v1 PersistentVolumeClaim',
          'data',
          'spec: { storageClassName: fast }\nstatus: { phase: Lost }',
        ).replace(
          'namespace: shop',
          "creationTimestamp: '2026-01-20T00:00:00Z'",
        ),
        named(
          'batch/v1 CronJob',
          'tick',
          "spec: { schedule: '*/5 * * * *', jobTemplate: {} }",
        ).replace(
          'namespace: shop',
          "namespace: shop, creationTimestamp: '2026-01-20T00:00:00Z'",
        ),
        `${workload('web', { container: HTTP })}status: { conditions: [{ type: Progressing, status: 'False', reason: ProgressDeadlineExceeded, lastTransitionTime: '2026-02-20T00:00:00Z' }] }\n`,
        service('web', 'app: web', 'http'),
        workload('front', { container: dials('http://web:80') }),
      ],
    ],
    [
      'a pod that a controller made, in an export',
      [
        `apiVersion: v1
kind: Pod
metadata: { name: web-1, namespace: shop, labels: { app: web }, ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: web-1, controller: true }] }
spec: { containers: [{ name: app, ports: [{ name: old, containerPort: 1 }] }] }
status: { phase: Running }
`,
        service('web', 'app: web', 'http'),
      ],
    ],
    [
      'a Secret for the token of a service account',
      [
        READS_SECRET,
        named(
          'Secret',
          'db',
          'type: kubernetes.io/service-account-token\ndata: { b: YQ== }',
        ),
      ],
    ],
    ['a Secret without contents', [READS_SECRET, named('Secret', 'db')]],
    [
      'a Secret that an operator mirrors',
      [
        READS_SECRET,
        named('Secret', 'db', 'data: { b: YQ== }').replace(
          'namespace: shop',
          "namespace: shop, annotations: { reflector.v1.k8s.emberstack.com/reflects: 'a/b' }",
        ),
      ],
    ],
    [
      'a Secret that an ExternalSecret adds to',
      [
        READS_SECRET,
        named('Secret', 'db', 'data: { b: YQ== }'),
        named(
          'external-secrets.io/v1 ExternalSecret',
          'from-vault',
          'spec: { target: { name: db, creationPolicy: Merge } }',
        ),
      ],
    ],
    [
      'a ConfigMap into which a bundle is injected',
      [
        READS_CONFIG,
        named('ConfigMap', 'ca', 'data: { b: c }').replace(
          'namespace: shop',
          "namespace: shop, labels: { config.openshift.io/inject-trusted-cabundle: 'true' }",
        ),
      ],
    ],
    [
      'a ConfigMap of which there are two versions',
      [
        READS_CONFIG,
        named('ConfigMap', 'ca', 'data: { b: c }'),
        named('ConfigMap', 'ca', 'data: { c: d }'),
      ],
    ],
    [
      'two versions of a workload',
      [
        workload('web'),
        workload('web', { labels: 'app: webs' }),
        workload('webb'),
        service('web', 'app: webs', 'http'),
      ],
    ],
    [
      'a selector of the pods of a Job',
      [
        workload('migrate', { kind: 'batch/v1 Job' }),
        service('migrate', 'batch.kubernetes.io/job-name: migrate', '80'),
        service('old', 'job-name: migrate', '80'),
      ],
    ],
    [
      'a selector of one pod of a StatefulSet',
      [
        workload('db', { kind: 'apps/v1 StatefulSet' }),
        service(
          'db-0',
          'app: db, statefulset.kubernetes.io/pod-name: db-0',
          '80',
        ),
      ],
    ],
    [
      'a label that is written when the pods run',
      [workload('db'), service('db', 'app: db, role: master', '80')],
    ],
    [
      'blue beside green',
      [
        workload('web', { labels: 'app: web, colour: green' }),
        service('web', 'app: web, colour: blue', '80'),
      ],
    ],
    [
      'the pods of a custom resource',
      [
        workload('webs', { kind: 'argoproj.io/v1alpha1 Rollout' }),
        workload('web', { container: HTTP }),
        service('webs', 'app: webs', 'grpc'),
      ],
    ],
    [
      'the label of an operator that has the name of a workload',
      [workload('carts'), service('db', 'cnpg.io/cluster: carts', '80')],
    ],
    [
      'a Secret that a Certificate makes',
      [
        workload('web', { container: key('secret', 'web-cert') }),
        named('Secret', 'webs-cert', 'data: { a: YQ== }'),
        named(
          'cert-manager.io/v1 Certificate',
          'web',
          'spec: { secretName: web-cert }',
        ),
      ],
    ],
    [
      'a Secret that a SealedSecret becomes',
      [
        READS_SECRET.replace('name: db', 'name: shop-db'),
        named('Secret', 'shops-db', 'data: { a: YQ== }'),
        named('bitnami.com/v1alpha1 SealedSecret', 'shop-db'),
      ],
    ],
    [
      'names that letters number',
      [
        workload('web', { container: key('configMap', 'shard-a') }),
        named('ConfigMap', 'shard-b', 'data: { a: b }'),
      ],
    ],
    [
      'a database beside what is called nearly like it',
      [
        workload('postgrest', { container: dials('http://postgres:80') }),
        service('postgrest', 'app: postgrest', '8080'),
        workload('carts', { container: dials('http://cart:80') }),
        service('carts', 'app: carts', '8080'),
      ],
    ],
    [
      'what every namespace has',
      [
        workload('web', {
          container: 'envFrom: [{ configMapRef: { name: kube-root-ca.crt } }]',
        }).replace(
          '      containers',
          '      serviceAccountName: default\n      containers',
        ),
        named('ServiceAccount', 'default').replace('shop', 'other'),
        named('ConfigMap', 'kube-root-ca.crt').replace('shop', 'other'),
      ],
    ],
    [
      'a Job behind a Service',
      [
        workload('web', { container: HTTP }),
        workload('hook', { kind: 'batch/v1 Job', labels: 'app: web' }),
        service('web', 'app: web', 'http'),
      ],
    ],
    [
      'a workload without replicas behind a Service',
      [
        workload('web', { container: HTTP }),
        workload('old', { labels: 'app: web', spec: 'replicas: 0' }),
        service('web', 'app: web', 'http'),
      ],
    ],
    [
      'a port of a sidecar that the template asks for',
      [
        workload('web', {
          container: HTTP,
          meta: "annotations: { dapr.io/enabled: 'true' }",
        }),
        service('web', 'app: web', 'metrics'),
      ],
    ],
    [
      'a port of a sidecar that the namespace asks for',
      [
        'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { istio-injection: enabled } }\n',
        workload('web', { container: HTTP }),
        service('web', 'app: web', '9999'),
      ],
    ],
    [
      'a port that a sidecar is known to open',
      [
        workload('web', { container: HTTP }),
        service('web', 'app: web', '15020'),
        service('metrics', 'app: web', 'http-envoy-prom'),
      ],
    ],
  ])('say nothing of %s', (_, documents) => {
    expect(told(...documents)).toEqual([]);
  });
});

describe('manifests that contradict each other all the same', () => {
  it('have one severity, whatever a status says of the pods', () => {
    expect(
      told(
        `${workload('web', { container: HTTP })}status: { availableReplicas: 0 }\n`,
        service('web', 'app: web', 'htp'),
        workload('front', { container: dials('http://web:80') }),
      ),
    ).toEqual(['service.target-port-name-unknown problem high Service/web 0']);
  });

  it('are judged where a template refuses a sidecar', () => {
    expect(
      told(
        workload('web', {
          container: HTTP,
          meta: "annotations: { sidecar.istio.io/inject: 'false' }",
        }),
        service('web', 'app: web', 'htp'),
      ),
    ).toEqual(['service.target-port-name-unknown problem high Service/web 0']);
  });

  it.each([
    ['Deployment', READS_CONFIG],
    [
      'Job',
      workload('web', {
        kind: 'batch/v1 Job',
        container: key('configMap', 'ca'),
      }),
    ],
    [
      'Pod',
      named(
        'Pod',
        'web',
        `spec: { containers: [{ name: app, ${key('configMap', 'ca')} }] }`,
      ),
    ],
  ])('are a problem for a %s that lacks a key', (kind, reader) => {
    const labelled = named('ConfigMap', 'ca', 'data: { b: c }').replace(
      'namespace: shop',
      'namespace: shop, labels: { app.kubernetes.io/name: web }',
    );
    expect(told(reader, labelled)).toEqual([
      `config.configmap-key-missing problem high ${kind}/web 0`,
    ]);
  });
});
