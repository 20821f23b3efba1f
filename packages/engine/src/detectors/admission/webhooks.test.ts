import { minutes, seconds } from '../../snapshot/durations';
import { ago, object, unreadKind } from '../../testing/builders';
import { Ingredient, detectorRunner } from '../../testing/detectorRunner';
import { testCertificate } from '../certificates/testCertificate';
import { admissionDetectors } from '.';

const run = detectorRunner(...admissionDetectors);
const told = (...ingredients: Ingredient[]) =>
  run(ingredients).map(
    ({ detector, severity, tier, key }) =>
      `${detector} ${severity} ${tier} ${key}`,
  );

const PODS = {
  apiGroups: [''],
  apiVersions: ['v1'],
  operations: ['CREATE'],
  resources: ['pods'],
};
const ORDERS = {
  ...PODS,
  apiGroups: ['shop.example.org'],
  resources: ['orders'],
};
const VALID = testCertificate();
const EXPIRED = testCertificate({ validFor: { since: -90, until: -1 } });

function guard(
  fields: object = {},
  { age = minutes(60), client = {} as object, caBundle = btoa(VALID) } = {},
) {
  return object(
    'ValidatingWebhookConfiguration',
    'guard',
    {
      webhooks: [
        {
          name: 'guard.example.org',
          clientConfig: {
            service: { namespace: 'shop', name: 'guard' },
            caBundle,
            ...client,
          },
          failurePolicy: 'Fail',
          namespaceSelector: { matchLabels: { guarded: 'true' } },
          rules: [PODS],
          ...fields,
        },
      ],
    } as object,
    { age },
  );
}

const NAMESPACES = [
  object('Namespace', 'shop'),
  object('Namespace', 'customers', {}, { labels: { guarded: 'true' } }),
];

function service(spec: object = {}, age = minutes(60)) {
  return object(
    'Service',
    'guard',
    {
      spec: { selector: { app: 'guard' }, ports: [{ port: 443 }], ...spec },
    },
    { age },
  );
}

function pod(ready: boolean, since = minutes(10), name = 'guard-1') {
  return object(
    'Pod',
    name,
    {
      status: {
        phase: 'Running',
        conditions: ['Ready', 'ContainersReady'].map(type => ({
          type,
          status: ready ? 'True' : 'False',
          lastTransitionTime: ago(since),
        })),
      },
    },
    { labels: { app: 'guard' } },
  );
}

const SERVED = [service(), pod(true)];
const inNamespaces = (namespaces: object) => ({
  namespaceSelector: namespaces,
});

describe('webhooks that cannot be called', () => {
  it.each<[string, Ingredient[], string]>([
    [
      'the Service is missing and pods are covered',
      [guard()],
      'webhook.service-missing critical problem',
    ],
    [
      'the Service is missing and something else is covered',
      [guard({ rules: [ORDERS] })],
      'webhook.service-missing high problem',
    ],
    [
      'failures are ignored',
      [guard({ failurePolicy: 'Ignore' })],
      'webhook.service-missing low problem',
    ],
    [
      'no namespace is subject to it',
      [guard(inNamespaces({ matchLabels: { guarded: 'strictly' } }))],
      'webhook.service-missing low risk',
    ],
    [
      'no pod is ready',
      [guard(), service(), pod(false)],
      'webhook.no-endpoints critical problem',
    ],
    [
      'there are no pods',
      [guard(), service()],
      'webhook.no-endpoints critical problem',
    ],
    [
      'the Service has another port',
      [guard(), service({ ports: [{ port: 8443 }] }), pod(true)],
      'webhook.no-endpoints critical problem',
    ],
    [
      'the bundle is empty',
      [guard({}, { caBundle: '' }), ...SERVED],
      'webhook.ca-invalid critical problem',
    ],
    [
      'the bundle is no PEM',
      [guard({}, { caBundle: btoa('Cg==') }), ...SERVED],
      'webhook.ca-invalid critical problem',
    ],
    [
      'the bundle is not even base64',
      [guard({}, { caBundle: '§' }), ...SERVED],
      'webhook.ca-invalid critical problem',
    ],
    [
      'all authorities have expired',
      [guard({}, { caBundle: btoa(EXPIRED) }), ...SERVED],
      'webhook.ca-invalid critical problem',
    ],
  ])('fire where %s', (_, ingredients, expected) => {
    expect(told(...NAMESPACES, ...ingredients)).toEqual([
      `${expected} guard.example.org`,
    ]);
  });

  it.each<[string, Ingredient[]]>([
    ['a pod is ready', [guard(), ...SERVED]],
    [
      'one pod of two is ready',
      [guard(), ...SERVED, pod(false, minutes(9), 'guard-2')],
    ],
    [
      'its only pod is being replaced',
      [guard(), service(), pod(false, seconds(20))],
    ],
    ['it was created a moment ago', [guard({}, { age: seconds(30) })]],
    [
      'its bundle is about to be filled in',
      [guard({}, { age: minutes(4), caBundle: '' }), ...SERVED],
    ],
    [
      'one authority of the bundle is valid',
      [guard({}, { caBundle: btoa(`${EXPIRED}\n${VALID}`) }), ...SERVED],
    ],
    [
      'it is called by URL',
      [
        guard(
          {},
          {
            caBundle: '',
            client: { service: undefined, url: 'https://guard.example.org' },
          },
        ),
      ],
    ],
    ['Services are unread', [guard(), unreadKind('Service')]],
    ['pods are unread', [guard(), service(), unreadKind('Pod')]],
    [
      'the Service leads out of the cluster',
      [
        guard(),
        service({ type: 'ExternalName', externalName: 'guard.example.org' }),
      ],
    ],
    [
      'the API server answers itself',
      [
        guard(
          {},
          { client: { service: { namespace: 'default', name: 'kubernetes' } } },
        ),
      ],
    ],
  ])('are silent where %s', (_, ingredients) => {
    expect(told(...NAMESPACES, ...ingredients)).toEqual([]);
  });

  it('names the Service, the policy and when the last pod failed', () => {
    const [found] = run([...NAMESPACES, guard(), service(), pod(false)]);
    expect(found).toMatchObject({
      subject: { kind: 'ValidatingWebhookConfiguration', name: 'guard' },
      message:
        'Webhook guard.example.org calls Service shop/guard, behind which nothing is ready: requests that it covers are refused',
      since: ago(minutes(10)),
    });
    expect(found.evidence).toMatchObject([
      { path: 'webhooks[0].clientConfig.service' },
      { path: 'webhooks[0].failurePolicy', value: 'Fail' },
      { path: 'spec.selector' },
      { path: 'status.conditions[Ready].status', value: 'False' },
    ]);
  });
});

describe('webhook.failing', () => {
  const TEXT =
    'Internal error occurred: failed calling webhook "guard.example.org": failed to call webhook: Post "https://guard.shop.svc:443/validate?timeout=10s": x509: certificate signed by unknown authority';
  const failure = (
    reason: string,
    count: number,
    age: number,
    message = TEXT,
  ) =>
    object('Event', `cart.${reason}`, {
      involvedObject: { kind: 'StatefulSet', namespace: 'shop', name: 'cart' },
      reason,
      message,
      count,
      firstTimestamp: ago(age + minutes(5)),
      lastTimestamp: ago(age),
    });
  const refused = object('ReplicaSet', 'cart-5c', {
    status: {
      replicas: 0,
      conditions: [
        {
          type: 'ReplicaFailure',
          status: 'True',
          reason: 'FailedCreate',
          message: TEXT,
          lastTransitionTime: ago(minutes(2)),
        },
      ],
    },
  });
  const known = [...NAMESPACES, guard(), ...SERVED];

  it.each<[string, Ingredient]>([
    ['events of a StatefulSet', failure('FailedCreate', 3, minutes(1))],
    ['the condition of a ReplicaSet', refused],
  ])('believes %s', (_, ingredient) => {
    expect(told(...known, ingredient)).toEqual([
      'webhook.failing critical problem guard.example.org',
    ]);
  });

  it.each<[string, Ingredient[]]>([
    ['a single call', [failure('FailedCreate', 1, minutes(1))]],
    ['old events', [failure('FailedCreate', 9, minutes(16))]],
    [
      'a controller that succeeded since',
      [
        failure('FailedCreate', 9, minutes(4)),
        failure('SuccessfulCreate', 1, minutes(1), 'created pod cart-0'),
      ],
    ],
    [
      'a denial',
      [
        failure(
          'FailedCreate',
          9,
          minutes(1),
          'admission webhook "guard.example.org" denied the request: no',
        ),
      ],
    ],
    [
      'a webhook that is gone',
      [
        failure(
          'FailedCreate',
          9,
          minutes(1),
          TEXT.replace('guard.example', 'old.example'),
        ),
      ],
    ],
  ])('makes nothing of %s', (_, ingredients) => {
    expect(told(...known, ...ingredients)).toEqual([]);
  });

  it('is told under a webhook behind which nobody answers', () => {
    const [first, ...others] = run([...NAMESPACES, guard(), refused]);
    expect(others).toEqual([]);
    expect(first.detector).toBe('webhook.service-missing');
    expect(first.symptoms).toMatchObject([{ detector: 'webhook.failing' }]);
  });
});

describe('webhook.self-scope', () => {
  const system = object('Namespace', 'kube-system');

  it.each<[string, object]>([
    ['all namespaces', { namespaceSelector: {} }],
    [
      'pods of its own',
      {
        ...inNamespaces({}),
        objectSelector: { matchLabels: { app: 'guard' } },
      },
    ],
    [
      'kube-system alone',
      inNamespaces({
        matchExpressions: [{ key: 'own', operator: 'DoesNotExist' }],
      }),
    ],
  ])('fires for a webhook that covers %s', (what, fields) => {
    const labels = what === 'kube-system alone' ? { own: 'true' } : undefined;
    const shop = object('Namespace', 'shop', {}, { labels });
    expect(told(shop, system, guard(fields), ...SERVED)).toEqual([
      'webhook.self-scope medium risk guard.example.org',
    ]);
  });

  it.each<[string, object]>([
    ['namespaces that ask for it', {}],
    ['what is not a pod', { ...inNamespaces({}), rules: [ORDERS] }],
    [
      'deletions',
      { ...inNamespaces({}), rules: [{ ...PODS, operations: ['DELETE'] }] },
    ],
    ['pods if it can', { ...inNamespaces({}), failurePolicy: 'Ignore' }],
    [
      'pods that ask for it',
      {
        ...inNamespaces({}),
        objectSelector: { matchLabels: { guarded: 'yes' } },
      },
    ],
    [
      'what an expression leaves',
      {
        ...inNamespaces({}),
        matchConditions: [{ name: 'own', expression: 'true' }],
      },
    ],
  ])('accepts a webhook that covers %s', (_, fields) => {
    expect(told(...NAMESPACES, system, guard(fields), ...SERVED)).toEqual([]);
  });
});
