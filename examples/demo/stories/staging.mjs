import { restarting, waiting } from '../generator/podStatus.mjs';
import { earlier, earlierImage, isPodOf } from './revisions.mjs';
import { stagingLogs } from './stagingLogs.mjs';

const capturedAt = '2026-11-18T14:25:00Z';

const candidate = 'registry.example.com/shop/notifications-worker:1.9.0-rc3';
const pullError = `rpc error: code = NotFound desc = failed to pull and unpack image "${candidate}": failed to resolve reference "${candidate}": ${candidate}: not found`;

const previousRecommendations = earlier('recommendations', deployment => {
  deployment.metadata.annotations['kubernetes.io/change-cause'] =
    'Release 1.22.0 by argocd';
  deployment.spec.template.spec.nodeSelector = {
    'shop.example.com/node-pool': 'memory-optimized',
  };
});

/** The name under which payments reached its database until somebody tidied up. */
const oldDatabaseName = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {
    name: 'payments-db',
    namespace: 'payments',
    labels: { 'backstage.io/kubernetes-id': 'payments' },
  },
  spec: {
    clusterIP: 'None',
    selector: { 'app.kubernetes.io/name': 'payments-postgres' },
    ports: [{ name: 'postgres', port: 5432, targetPort: 'postgres' }],
  },
};

async function loseDatabase(stage) {
  await stage.api.delete(oldDatabaseName);
  const pods = await stage.pods('payments', 'payments-');
  const runs = [
    ['14:20:49', '14:20:57', 44, '14:24:38'],
    ['14:22:31', '14:22:39', 43, '14:24:52'],
  ];
  for (const pod of pods.filter(isPodOf('payments'))) {
    const [startedAt, finishedAt, restarts, backedOff] = runs.shift();
    await stage.api.patchStatus(
      pod,
      restarting(
        pod,
        {
          exitCode: 1,
          reason: 'Error',
          startedAt: `2026-11-18T${startedAt}Z`,
          finishedAt: `2026-11-18T${finishedAt}Z`,
        },
        { restarts, since: '2026-11-18T11:03:12Z' },
      ),
    );
    const { namespace, name, uid } = pod.metadata;
    const [container] = pod.spec.containers;
    await stage.event(pod, {
      reason: 'BackOff',
      message: `Back-off restarting failed container ${container.name} in pod ${name}_${namespace}(${uid})`,
      fieldPath: `spec.containers{${container.name}}`,
      count: 902 + restarts,
      first: '2026-11-18T11:03:21Z',
      last: `2026-11-18T${backedOff}Z`,
    });
  }
}

async function failToPull(stage) {
  const pods = await stage.pods('shop', 'notifications-worker-');
  const pod = pods.find(isPodOf('notifications-worker', '1.9.0-rc3'));
  const fieldPath = 'spec.containers{notifications-worker}';
  for (const event of [
    {
      type: 'Normal',
      reason: 'Pulling',
      message: `Pulling image "${candidate}"`,
      count: 18,
      last: '2026-11-18T14:21:20Z',
    },
    {
      reason: 'Failed',
      message: `Failed to pull image "${candidate}": ${pullError}`,
      count: 18,
      last: '2026-11-18T14:21:21Z',
    },
    {
      reason: 'Failed',
      message: 'Error: ErrImagePull',
      count: 18,
      last: '2026-11-18T14:21:21Z',
    },
    {
      type: 'Normal',
      reason: 'BackOff',
      message: `Back-off pulling image "${candidate}"`,
      count: 318,
      last: '2026-11-18T14:24:49Z',
    },
    {
      reason: 'Failed',
      message: 'Error: ImagePullBackOff',
      count: 317,
      last: '2026-11-18T14:24:49Z',
    },
  ]) {
    await stage.event(pod, {
      ...event,
      fieldPath,
      first: '2026-11-18T13:12:10Z',
    });
  }
}

/** The scheduler repeats itself every few minutes; its event becomes a series. */
async function keepWaitingForANode(stage) {
  const events = await stage.api.list('Event');
  const refused = events.filter(
    event =>
      event.reason === 'FailedScheduling' &&
      event.involvedObject.name.startsWith('recommendations-'),
  );
  for (const event of refused)
    await stage.api.merge(event, {
      series: { count: 57, lastObservedTime: '2026-11-18T14:22:04.000000Z' },
    });
}

/** A day on staging: a node selector in the wrong spelling, a database that lost its old name, and a tag that nobody pushed. */
export const staging = {
  capturedAt,
  controlPlane: 'ip-10-40-0-6.eu-central-1.compute.internal',
  hostname: 'k8s-ingress-91aa-staging.elb.eu-central-1.example.com',
  logs: stagingLogs,
  chapters: [
    {
      at: '2026-10-13T06:55:02Z',
      title: 'The nodes join',
      tell: async stage => {
        await stage.apply('nodes');
        await stage.apply('platform');
      },
    },
    {
      at: '2026-10-13T07:08:41Z',
      title: 'The platform team installs its own',
      tell: async stage => {
        await stage.apply('kube-system');
        await stage.apply('ingress-nginx');
      },
    },
    {
      at: '2026-10-13T09:15:27Z',
      title: 'The shop moves in',
      tell: async stage => {
        await stage.api.apply(oldDatabaseName);
        await stage.apply('cart');
        await stage.apply('catalog-api');
        await stage.apply('checkout', earlierImage('checkout', '2.13.3'));
        await stage.apply('payments', earlierImage('payments', '3.8.0'));
        await stage.apply(
          'notifications-worker',
          earlierImage('notifications-worker', '1.8.5'),
        );
        await stage.apply('recommendations', previousRecommendations);
        await stage.apply('search');
        await stage.apply('storefront', earlierImage('storefront', '7.12.1'));
      },
    },
    {
      at: '2026-11-11T12:44:19Z',
      title: 'payments 3.8.1 and checkout 2.13.4',
      tell: async stage => {
        await stage.apply('payments');
        await stage.apply('checkout');
      },
    },
    {
      at: '2026-11-17T15:29:56Z',
      title: 'storefront 7.13.0',
      tell: stage => stage.apply('storefront'),
    },
    {
      at: '2026-11-18T09:41:20Z',
      title: 'recommendations moves to a pool that does not exist',
      tell: stage => stage.apply('recommendations'),
    },
    {
      at: '2026-11-18T09:51:22Z',
      title: 'The rollout of recommendations misses its deadline',
      tell: async stage => {
        await stage.missDeadline('shop', 'recommendations');
        await keepWaitingForANode(stage);
      },
    },
    {
      at: '2026-11-18T11:03:12Z',
      title: 'The database of payments loses its old name',
      tell: loseDatabase,
    },
    {
      at: '2026-11-18T13:12:08Z',
      title: 'notifications-worker 1.9.0-rc3 is not in the registry',
      tell: async stage => {
        stage.kubelet.expect(
          isPodOf('notifications-worker', '1.9.0-rc3'),
          pod =>
            waiting(
              pod,
              'ImagePullBackOff',
              `Back-off pulling image "${candidate}": ErrImagePull: ${pullError}`,
            ),
        );
        await stage.apply('notifications-worker');
      },
    },
    {
      at: '2026-11-18T13:22:09Z',
      title: 'The rollout of notifications-worker misses its deadline',
      tell: async stage => {
        await stage.missDeadline('shop', 'notifications-worker');
        await failToPull(stage);
      },
    },
  ],
};
