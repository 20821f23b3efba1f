import { minutes, seconds } from '../../snapshot/durations';
import { ago, object, ownedBy, unreadKind } from '../../testing/builders';
import {
  Ingredient,
  detectorRunner,
  subjectOf,
} from '../../testing/detectorRunner';
import { WEBHOOK_KINDS } from '../admission/webhooks';
import { refusedPods } from './refusedPods';

type WebhookKind = (typeof WEBHOOK_KINDS)[number];

const run = detectorRunner(...refusedPods);

const deployment = object('Deployment', 'cart', { spec: { replicas: 2 } });

function refused(
  message: string,
  options: { since?: number; replicas?: number } = {},
) {
  const { since = 300, replicas = 0 } = options;
  return ownedBy(
    deployment,
    object('ReplicaSet', 'cart-5c', {
      spec: { replicas: 2 },
      status: {
        replicas,
        conditions: [
          {
            type: 'ReplicaFailure',
            status: 'True',
            reason: 'FailedCreate',
            message,
            lastTransitionTime: ago(seconds(since)),
          },
        ],
      },
    }),
  );
}

const forbidden = (text: string) => `pods "cart-5c-x7z" is forbidden: ${text}`;

function event(
  kind: string,
  name: string,
  reason: string,
  age: number,
  message = '',
) {
  return object('Event', `${name}.${reason}`, {
    involvedObject: { kind, namespace: 'shop', name },
    reason,
    message,
    firstTimestamp: ago(age + minutes(1)),
    lastTimestamp: ago(age),
  });
}

describe('refused pods', () => {
  it.each([
    [
      'exceeded quota: team, requested: requests.cpu=400m, used: requests.cpu=400m, limited: requests.cpu=500m',
      'create.quota-exceeded team/requests.cpu',
    ],
    [
      'failed quota: team: must specify requests.cpu for: app',
      'create.quota-needs-requests team/requests.cpu',
    ],
    [
      'failed quota: team: must specify limits.memory,requests.cpu',
      'create.quota-needs-requests team/limits.memory,requests.cpu',
    ],
    [
      '[minimum cpu usage per Container is 50m, but request is 10m, maximum memory usage per Container is 512Mi, but limit is 1Gi]',
      'create.limitrange-violation cpu',
    ],
    [
      'Pod "cart-5c-x" is invalid: spec.containers[0].resources.requests: Invalid value: "1": must be less than or equal to cpu limit of 500m',
      'create.limitrange-violation cpu',
    ],
    [
      'create Claim js-queue-0 for Pod queue-0 in StatefulSet queue failed error: persistentvolumeclaims "js-queue-0" is forbidden: minimum storage usage per PersistentVolumeClaim is 10Gi, but request is 5Gi',
      'create.limitrange-violation storage',
    ],
    [
      'Pod "cart-5c-x" is invalid: spec.containers[0].image: Required value',
      'create.invalid-pod spec.containers[0].image',
    ],
    [
      'violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "app" must set securityContext.allowPrivilegeEscalation=false), runAsNonRoot != true (pod or container "app" must set securityContext.runAsNonRoot=true)',
      'create.podsecurity-violation allowPrivilegeEscalation != false,runAsNonRoot != true',
    ],
    [
      'unable to validate against any security context constraint: [provider "anyuid": Forbidden: not usable by user or serviceaccount]',
      'create.scc-denied',
    ],
    [
      'error looking up service account shop/cart: serviceaccount "cart" not found',
      'create.service-account-missing cart',
    ],
    [
      'no PriorityClass with name gold was found',
      'create.priority-class-missing gold',
    ],
    [
      'pod rejected: RuntimeClass "gvisor" not found',
      'create.runtime-class-missing gvisor',
    ],
    [
      'unable to create new content in namespace shop because it is being terminated',
      'create.namespace-terminating',
    ],
    ['the moon is full', 'create.refused-other'],
  ])('classes "%s"', (text, expected) => {
    const [found, ...others] = run([deployment, refused(forbidden(text))]);
    expect([found.detector, found.key ?? ''].join(' ').trim()).toBe(expected);
    expect(others).toEqual([]);
  });

  it.each([
    [
      'admission webhook "policy.example.com" denied the request: images must be signed, exceeded quota: x, requested: y',
      'create.webhook-denied policy.example.com',
    ],
    [
      `pods "x" is forbidden: ValidatingAdmissionPolicy 'no-root' with binding 'all' denied request: no`,
      'create.policy-denied no-root',
    ],
    [
      'Pod "cart-5c-x" is invalid: spec.containers[0].image: Required value',
      'create.invalid-pod spec.containers[0].image',
    ],
    [
      'Internal error occurred: failed calling webhook "inject.example.com": failed to call webhook: Post "https://injector.mesh.svc:443/inject?timeout=10s": no endpoints available for service "injector"',
      'create.webhook-unreachable inject.example.com',
    ],
  ])('classes "%s"', (text, expected) => {
    const [found] = run([deployment, refused(text)]);
    const about = found.key ?? found.subject.name;
    expect(`${found.detector} ${about}`).toBe(expected);
  });

  describe('by a webhook that cannot be called', () => {
    const webhook = (
      kind: WebhookKind,
      name: string,
      path: string,
      called: string,
    ) =>
      object(kind, name, {
        webhooks: [
          {
            name: called,
            clientConfig: {
              service: { name: 'hook', namespace: 'mesh', path },
            },
          },
        ],
      } as object);
    const refusal = refused(
      'Internal error occurred: failed calling webhook "hook.example.com": failed to call webhook: Post "https://hook.mesh.svc:443/validate?timeout=10s": service "hook" not found',
    );
    const [mutating, validating] = WEBHOOK_KINDS;

    it.each<[string, Ingredient[], string]>([
      [
        'the configuration that declares it',
        [webhook(validating, 'guard', '/validate', 'hook.example.com')],
        `${validating}/guard hook.example.com`,
      ],
      [
        'of two that share the name the one whose address was called',
        [
          webhook(mutating, 'guard', '/mutate', 'hook.example.com'),
          webhook(validating, 'guard', '/validate', 'hook.example.com'),
        ],
        `${validating}/guard hook.example.com`,
      ],
      [
        'the one whose path was changed since',
        [webhook(mutating, 'guard', '/v2', 'hook.example.com')],
        `${mutating}/guard hook.example.com`,
      ],
      [
        'only the webhook where another one is declared',
        [webhook(mutating, 'guard', '/validate', 'other.example.com')],
        'AdmissionWebhook/hook.example.com ',
      ],
      [
        'only the webhook where configurations are unread',
        [unreadKind(mutating), unreadKind(validating)],
        'AdmissionWebhook/hook.example.com ',
      ],
      [
        'a configuration with a webhook of no shape',
        [
          object(validating, 'guard', {
            webhooks: [{ name: 'hook.example.com' }],
          } as object),
        ],
        `${validating}/guard hook.example.com`,
      ],
    ])('are about %s', (_, objects, expected) => {
      const [found] = run([deployment, refusal, ...objects]);
      expect(`${subjectOf(found)} ${found.key ?? ''}`).toBe(expected);
      expect(found.affected).toMatchObject([{ kind: 'Deployment' }]);
    });
  });

  it('gives the owner as the subject and the quota as evidence', () => {
    const quota = object('ResourceQuota', 'team', {
      status: { hard: { pods: '1' }, used: { pods: '1' } },
    });
    const [found] = run([
      deployment,
      quota,
      refused(
        forbidden(
          'exceeded quota: team, requested: pods=1, used: pods=1, limited: pods=1',
        ),
      ),
    ]);
    expect(found.subject).toMatchObject({ kind: 'Deployment', name: 'cart' });
    expect(found.evidence).toContainEqual(
      expect.objectContaining({ path: 'status.used', value: { pods: '1' } }),
    );
  });

  it.each<[string, Ingredient, Ingredient]>([
    [
      'a StatefulSet',
      object('StatefulSet', 'cart', {
        spec: { replicas: 1 },
        status: { replicas: 0 },
      }),
      event(
        'StatefulSet',
        'cart',
        'FailedCreate',
        minutes(1),
        'create Pod cart-0 in StatefulSet cart failed error: pods "cart-0" is forbidden: exceeded quota: team, requested: pods=1, used: pods=1, limited: pods=1',
      ),
    ],
    [
      'a DaemonSet',
      object('DaemonSet', 'cart', {
        status: { desiredNumberScheduled: 3, currentNumberScheduled: 0 },
      }),
      event(
        'DaemonSet',
        'cart',
        'FailedCreate',
        minutes(1),
        'Error creating: pods "cart-" is forbidden: exceeded quota: team, requested: pods=1, used: pods=1, limited: pods=1',
      ),
    ],
    [
      'a Job',
      object('Job', 'cart', { spec: {}, status: { ready: 0 } as object }),
      event(
        'Job',
        'cart',
        'FailedCreate',
        minutes(1),
        'Error creating: pods "cart-" is forbidden: exceeded quota: team, requested: pods=1, used: pods=1, limited: pods=1',
      ),
    ],
    [
      'a CronJob',
      object('CronJob', 'cart', { spec: { schedule: '* * * * *' } as object }),
      event(
        'CronJob',
        'cart',
        'FailedCreate',
        minutes(1),
        'Error creating job: jobs.batch "cart-29920904" is forbidden: exceeded quota: team, requested: count/jobs.batch=1, used: count/jobs.batch=9, limited: count/jobs.batch=9',
      ),
    ],
  ])('reads the event of %s', (_, creator, said) => {
    expect(run([creator, said]).map(each => each.detector)).toEqual([
      'create.quota-exceeded',
    ]);
  });

  it.each<[string, Ingredient[]]>([
    [
      'a workload that has its pods by now',
      [refused(forbidden('x'), { replicas: 2 })],
    ],
    ['a refusal within its grace', [refused(forbidden('x'), { since: 10 })]],
    [
      'an event that a successful creation followed',
      [
        object('StatefulSet', 'cart', {
          spec: { replicas: 3 },
          status: { replicas: 1 },
        }),
        event('StatefulSet', 'cart', 'FailedCreate', minutes(3), 'x'),
        event('StatefulSet', 'cart', 'SuccessfulCreate', minutes(2)),
      ],
    ],
    [
      'a suspended CronJob',
      [
        object('CronJob', 'cart', { spec: { suspend: true } as object }),
        event('CronJob', 'cart', 'FailedCreate', minutes(3), 'x'),
      ],
    ],
    [
      'a stale event',
      [
        object('StatefulSet', 'cart', {
          spec: { replicas: 3 },
          status: { replicas: 1 },
        }),
        event('StatefulSet', 'cart', 'FailedCreate', minutes(40), 'x'),
      ],
    ],
  ])('is silent for %s', (_, objects) => {
    expect(run([deployment, ...objects])).toEqual([]);
  });

  it('looks back to the first of several refusals', () => {
    const refusal = (age: number) => ({
      ...event('CronJob', 'cart', 'FailedCreate', age - minutes(1), 'x'),
      metadata: { name: `cart.${age}`, namespace: 'shop' },
    });
    const [found] = run([
      object('CronJob', 'cart'),
      refusal(seconds(70)),
      refusal(minutes(3)),
    ]);
    expect(found.affected[0].since).toBe(ago(minutes(3)));
  });

  it('does not call a service account missing that was not read', () => {
    const [found] = run([
      deployment,
      unreadKind('ServiceAccount'),
      refused(
        forbidden(
          'error looking up service account shop/cart: serviceaccount "cart" not found',
        ),
      ),
    ]);
    expect(found.evidence.map(each => each.type)).toEqual(['field']);
  });
});
