import { restarting, waiting } from '../generator/podStatus.mjs';
import { earlier, earlierImage, isPodOf } from './revisions.mjs';
import { prodEuLogs } from './prodEuLogs.mjs';

const capturedAt = '2026-11-18T14:25:00Z';

const previousSearch = earlier('search', (deployment, container) => {
  earlierImage('search', '5.1.3')(deployment);
  container.ports[0].name = 'http';
  container.readinessProbe.httpGet.port = 'http';
  container.livenessProbe.httpGet.port = 'http';
});

const previousRecommendations = earlier(
  'recommendations',
  (deployment, container) => {
    deployment.metadata.annotations['kubernetes.io/change-cause'] =
      'Release 1.22.0 by argocd';
    container.resources.requests.memory = '1536Mi';
    container.resources.limits.memory = '1536Mi';
  },
);

const previousCheckout = earlier('checkout', (deployment, container) => {
  earlierImage('checkout', '2.13.4')(deployment);
  container.env.find(each => each.name === 'DB_PASSWORD').valueFrom = {
    secretKeyRef: { name: 'checkout-db', key: 'pass' },
  };
});

async function runOutOfMemory(stage) {
  const [first, second] = await stage.pods('shop', 'recommendations-');
  const killed = (startedAt, finishedAt) => ({
    exitCode: 137,
    reason: 'OOMKilled',
    startedAt: `2026-11-18T${startedAt}Z`,
    finishedAt: `2026-11-18T${finishedAt}Z`,
  });
  await stage.api.patchStatus(
    first,
    restarting(first, killed('14:18:02', '14:20:33'), { restarts: 14 }),
  );
  await stage.api.patchStatus(
    second,
    restarting(second, killed('14:12:24', '14:15:01'), {
      restarts: 13,
      runningSince: '2026-11-18T14:20:12Z',
    }),
  );
  for (const [pod, restarts, last] of [
    [first, 14, '2026-11-18T14:24:46Z'],
    [second, 13, '2026-11-18T14:19:58Z'],
  ]) {
    const { namespace, name, uid } = pod.metadata;
    const [container] = pod.spec.containers;
    const fieldPath = `spec.containers{${container.name}}`;
    await stage.event(pod, {
      reason: 'BackOff',
      message: `Back-off restarting failed container ${container.name} in pod ${name}_${namespace}(${uid})`,
      fieldPath,
      count: restarts * 4,
      first: '2026-11-18T12:30:41Z',
      last,
    });
    await stage.event(pod, {
      type: 'Normal',
      reason: 'Pulled',
      message: `Container image "${container.image}" already present on machine and can be accessed by the pod`,
      fieldPath,
      count: restarts + 1,
      first: '2026-11-18T12:21:43Z',
      last: '2026-11-18T14:20:11Z',
    });
  }
}

async function refuseToCreate(stage) {
  const [pod] = await stage
    .pods('shop', 'checkout-')
    .then(pods => pods.filter(isPodOf('checkout', '2.14.0')));
  const [container] = pod.spec.containers;
  const fieldPath = `spec.containers{${container.name}}`;
  await stage.event(pod, {
    type: 'Normal',
    reason: 'Pulled',
    message: `Successfully pulled image "${container.image}" in 3.214s (3.214s including waiting). Image size: 84120337 bytes.`,
    fieldPath,
    first: '2026-11-18T13:58:16Z',
  });
  await stage.event(pod, {
    reason: 'Failed',
    message: "Error: couldn't find key password in Secret shop/checkout-db",
    fieldPath,
    count: 121,
    first: '2026-11-18T13:58:16Z',
    last: '2026-11-18T14:24:51Z',
  });
  await stage.missDeadline('shop', 'checkout');
}

/** An afternoon in production: a release that wants a Secret key nobody created, a limit that was cut too far, and a renamed port. */
export const prodEu = {
  capturedAt,
  controlPlane: 'ip-10-20-0-6.eu-central-1.compute.internal',
  hostname: 'k8s-ingress-5d1c-prod.elb.eu-central-1.example.com',
  logs: prodEuLogs,
  chapters: [
    {
      at: '2026-10-06T06:40:12Z',
      title: 'The nodes join',
      tell: async stage => {
        await stage.apply('nodes');
        await stage.apply('platform');
      },
    },
    {
      at: '2026-10-06T06:51:30Z',
      title: 'The platform team installs its own',
      tell: async stage => {
        await stage.apply('kube-system');
        await stage.apply('ingress-nginx');
      },
    },
    {
      at: '2026-10-06T09:02:44Z',
      title: 'The shop moves in',
      tell: async stage => {
        await stage.apply('cart');
        await stage.apply('catalog-api');
        await stage.apply('checkout', previousCheckout);
        await stage.apply('recommendations', previousRecommendations);
        await stage.apply('search', previousSearch);
      },
    },
    {
      at: '2026-10-20T12:16:18Z',
      title: 'payments arrives from the old data centre',
      tell: stage => stage.apply('payments'),
    },
    {
      at: '2026-11-02T08:37:51Z',
      title: 'notifications-worker takes over the mails',
      tell: stage => stage.apply('notifications-worker'),
    },
    {
      at: '2026-11-12T09:47:33Z',
      title: 'The new storefront',
      tell: stage => stage.apply('storefront'),
    },
    {
      at: '2026-11-18T12:21:40Z',
      title: 'recommendations gets a lower memory limit',
      tell: stage => stage.apply('recommendations'),
    },
    {
      at: '2026-11-18T13:31:05Z',
      title: 'search 5.2.0 renames its port',
      tell: stage => stage.apply('search'),
    },
    {
      at: '2026-11-18T13:58:11Z',
      title: 'checkout 2.14.0 wants another key',
      tell: async stage => {
        stage.kubelet.expect(isPodOf('checkout', '2.14.0'), pod =>
          waiting(
            pod,
            'CreateContainerConfigError',
            "couldn't find key password in Secret shop/checkout-db",
          ),
        );
        await stage.apply('checkout');
      },
    },
    {
      at: '2026-11-18T14:08:12Z',
      title: 'The rollout of checkout misses its deadline',
      tell: refuseToCreate,
    },
    {
      at: '2026-11-18T14:20:33Z',
      title: 'recommendations is killed once more',
      tell: runOutOfMemory,
    },
  ],
};
