import { absence, eventEvidence, field } from '../findings/evidence';
import { KubernetesObject } from '../snapshot/objects';
import { minutes } from '../snapshot/durations';
import { ago, object, ownedBy } from '../testing/builders';
import { podEvent } from '../testing/deployedPod';
import { Ingredient } from '../testing/detectorRunner';
import { custom, finding, incidentsFor, summaryOf } from './testFindings';

const deployment = object('Deployment', 'cart');
const pod = (status: object = {}) =>
  ownedBy(
    deployment,
    object('Pod', 'cart-1', {
      spec: { nodeName: 'worker-1', containers: [{ name: 'app' }] },
      status: {
        phase: 'Running',
        containerStatuses: [
          { name: 'app', ready: false, restartCount: 3, state: {} },
        ],
        ...status,
      } as never,
    }),
  );
const node = object('Node', 'worker-1');
const affected = [
  { kind: 'Pod', namespace: 'shop', name: 'cart-1', container: 'app' },
];
const missingSecret = (name: string) =>
  absence({ kind: 'Secret', namespace: 'shop', name });

describe('a problem of the node', () => {
  const evicted = (message: string) =>
    pod({ phase: 'Failed', reason: 'Evicted', message });
  const pressure = (condition: string) => [
    field(node, `status.conditions[${condition}].status`, 'True'),
  ];
  const podsOf = (detector: string) =>
    finding(detector, deployment, {
      affected,
      evidence: [field(pod(), 'status.reason', 'Evicted')],
    });

  it.each<[string, Ingredient, string, string, string]>([
    [
      'memory explains an eviction for memory',
      evicted('The node was low on resource: memory. Threshold quantity ...'),
      'node.memory-pressure',
      'pod.evicted',
      'node-memory-exhausted Node/worker-1: 2',
    ],
    [
      'disk explains an eviction for disk',
      evicted('The node was low on resource: ephemeral-storage.'),
      'node.disk-pressure',
      'pod.evicted',
      'node-disk-full Node/worker-1: 2',
    ],
    [
      'an answer explains a pod of a StatefulSet that waits for it',
      pod(),
      'node.unreachable',
      'sts.pod-on-lost-node',
      'node-down Node/worker-1: 2',
    ],
    [
      'an answer explains a pod that does not end',
      pod(),
      'node.not-ready',
      'pod.terminating-stuck',
      'node-down Node/worker-1: 2',
    ],
    [
      'the network explains sandboxes that fail',
      pod(),
      'controlplane.cni-down',
      'pod.sandbox-failed',
      'cni-broken Node/worker-1: 2',
    ],
  ])('with %s', (_, thePod, ofNode, ofPod, summary) => {
    const incidents = incidentsFor(
      [deployment, thePod, node],
      [podsOf(ofPod), finding(ofNode, node, { evidence: pressure('x') })],
    );
    expect(incidents.map(summaryOf)).toEqual([summary]);
  });

  it.each<[string, Ingredient, string, Partial<Parameters<typeof finding>[2]>]>(
    [
      [
        'of another resource',
        evicted('The node was low on resource: memory.'),
        'node.disk-pressure',
        {},
      ],
      [
        'that began later',
        evicted('The node was low on resource: memory.'),
        'node.memory-pressure',
        { since: ago(minutes(1)) },
      ],
    ],
  )('%s explains no eviction', (_, thePod, ofNode, overrides) => {
    const incidents = incidentsFor(
      [deployment, thePod, node],
      [
        { ...podsOf('pod.evicted'), since: ago(minutes(20)) },
        finding(ofNode, node, { evidence: pressure('x'), ...overrides }),
      ],
    );
    expect(incidents.map(summaryOf)).toContain(
      'pod.evicted Deployment/cart: 1',
    );
  });
});

describe('whatever was to write a Secret', () => {
  const sync = custom('external-secrets.io/v1', 'ExternalSecret', 'db-sync', {
    spec: {
      target: { name: 'db' },
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
    },
  });
  const store = custom(
    'external-secrets.io/v1',
    'ClusterSecretStore',
    'vault',
    {},
  );
  store.metadata.namespace = undefined;
  const certificate = custom('cert-manager.io/v1', 'Certificate', 'web', {
    spec: {
      secretName: 'web-tls',
      dnsNames: ['*.example.org'],
      issuerRef: { name: 'acme', kind: 'ClusterIssuer' },
    },
  });
  const challenge = custom('acme.cert-manager.io/v1', 'Challenge', 'web-1', {
    spec: { dnsName: 'example.org' },
  });
  const ingress = object('Ingress', 'web');
  const notReady = (each: KubernetesObject) => ({
    evidence: [field(each, 'status.conditions[Ready].status', 'False')],
  });
  const cluster = [deployment, sync, store, certificate, challenge, ingress];
  const secretMissing = finding('config.secret-missing', deployment, {
    evidence: [missingSecret('db')],
  });
  const tlsMissing = finding('ingress.tls-secret-missing', ingress, {
    evidence: [missingSecret('web-tls')],
  });

  it('is the cause: an ExternalSecret, and the store behind it', () => {
    const notSynced = finding(
      'externalsecrets.not-synced',
      sync,
      notReady(sync),
    );
    const broken = finding(
      'externalsecrets.store-not-ready',
      store,
      notReady(store),
    );
    expect(
      incidentsFor(cluster, [secretMissing, notSynced]).map(summaryOf),
    ).toEqual(['secret-not-synced ExternalSecret/db-sync: 2']);
    expect(
      incidentsFor(cluster, [secretMissing, notSynced, broken]).map(summaryOf),
    ).toEqual(['secret-not-synced ClusterSecretStore/vault: 3']);
  });

  it('is the cause: a Certificate, and the challenge behind it', () => {
    const issuing = finding(
      'certmanager.certificate-not-ready',
      certificate,
      notReady(certificate),
    );
    const failing = finding('certmanager.challenge-failing', challenge, {
      evidence: [field(challenge, 'status.state', 'invalid')],
    });
    expect(
      incidentsFor(cluster, [tlsMissing, issuing, failing]).map(summaryOf),
    ).toEqual(['issuer-broken Challenge/web-1: 3']);
  });

  it('is not blamed for another Secret, nor when it is well', () => {
    const notSynced = finding(
      'externalsecrets.not-synced',
      sync,
      notReady(sync),
    );
    expect(
      incidentsFor(cluster, [tlsMissing, notSynced]).map(summaryOf),
    ).toEqual([
      'secret-not-synced ExternalSecret/db-sync: 1',
      'config-reference-missing Ingress/web: 1',
    ]);
    expect(incidentsFor(cluster, [secretMissing]).map(summaryOf)).toEqual([
      'config-reference-missing Deployment/cart: 1',
    ]);
  });

  it('may be of any shape', () => {
    const odd = custom('external-secrets.io/v1', 'ExternalSecret', 'db-sync', {
      spec: { target: 7, secretStoreRef: null },
    });
    expect(
      incidentsFor(
        [deployment, odd],
        [secretMissing, finding('externalsecrets.not-synced', odd)],
      ),
    ).toHaveLength(2);
  });
});

describe('a delivery that does not get through', () => {
  const application = custom('argoproj.io/v1alpha1', 'Application', 'shop', {
    status: {
      resources: [
        7,
        {
          kind: 'ConfigMap',
          namespace: 'shop',
          name: 'settings',
          status: 'OutOfSync',
        },
      ],
    },
  });
  const failed = finding('argocd.sync-failed', application, {
    evidence: [field(application, 'status.operationState.phase', 'Failed')],
  });
  const missing = (name: string) =>
    finding('config.configmap-missing', deployment, {
      evidence: [absence({ kind: 'ConfigMap', namespace: 'shop', name })],
    });

  it.each([
    ['lists', 'settings', ['gitops-sync-broken Application/shop: 2']],
    [
      'does not list',
      'other',
      [
        'gitops-sync-broken Application/shop: 1',
        'config-reference-missing Deployment/cart: 1',
      ],
    ],
  ])('and %s a missing object', (_, name, summaries) => {
    expect(
      incidentsFor([deployment, application], [missing(name), failed]).map(
        summaryOf,
      ),
    ).toEqual(summaries);
  });

  it('for an API version that is gone has that cause', () => {
    const gone = {
      ...failed,
      message:
        'no matches for kind "CronJob" in version "batch/v1beta1": ensure CRDs are installed first',
    };
    expect(
      incidentsFor([application], [gone])[0].causes.map(each => each.cause),
    ).toContain('api-version-removed');
  });
});

describe('a webhook that does not answer', () => {
  const webhook = object('ValidatingWebhookConfiguration', 'guard');
  const refused = finding('create.webhook-unreachable', deployment, {
    evidence: [
      eventEvidence(
        podEvent(
          'FailedCreate',
          'Internal error occurred: failed calling webhook "check.guard.example.org": no endpoints available',
        ),
      ),
    ],
  });
  const dead = (name: string) =>
    finding('webhook.no-endpoints', webhook, {
      key: name,
      evidence: [field(webhook, 'webhooks[0].failurePolicy', 'Fail')],
    });

  it('takes what it refuses along', () => {
    expect(
      incidentsFor(
        [deployment, webhook],
        [refused, dead('check.guard.example.org')],
      ).map(summaryOf),
    ).toEqual(['webhook-broken ValidatingWebhookConfiguration/guard: 2']);
  });

  it('does not when it is another one', () => {
    expect(
      incidentsFor([deployment, webhook], [refused, dead('other')]),
    ).toHaveLength(2);
  });
});

describe('names that do not resolve', () => {
  const dns = object('Deployment', 'coredns', {}, { namespace: 'kube-system' });
  const crash = finding('pod.crash-loop', deployment, { affected });
  const down = finding('dns.service-down', dns, {
    evidence: [field(dns, 'status.availableReplicas', 0)],
  });
  const logs = (text: string) => new Map([['shop/cart-1/app', text]]);
  const lookup =
    'dial tcp: lookup db.other.example on 10.96.0.10:53: server misbehaving: Temporary failure in name resolution';

  it('follow from the DNS that is down', () => {
    expect(
      incidentsFor([deployment, pod(), dns], [crash, down], logs(lookup)).map(
        summaryOf,
      ),
    ).toEqual(['dns-down Deployment/coredns: 2']);
  });

  it('do not while another thing fails', () => {
    expect(
      incidentsFor(
        [deployment, pod(), dns],
        [crash, down],
        logs('panic: nil map'),
      ),
    ).toHaveLength(2);
  });
});
