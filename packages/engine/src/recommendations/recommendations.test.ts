import { seconds } from '../snapshot/durations';
import {
  Ingredient,
  deployedPod,
  ended,
  object,
  ownedBy,
  podEvent,
  waiting,
} from '../testing';
import { readyCommands, recommendedFor } from './testRecommendations';
import { Recommendation } from './Recommendation';

const REVISION = 'deployment.kubernetes.io/revision';

const killed = deployedPod({
  containers: {
    app: {
      spec: { resources: { limits: { memory: '256Mi' } } },
      status: waiting('CrashLoopBackOff', undefined, {
        restartCount: 5,
        lastState: ended(137, seconds(30), 'OOMKilled'),
      }),
    },
  },
});

/** The same with a template, so that something can be patched. */
function templated(
  ingredients: Ingredient[],
  metadata: Record<string, unknown> = {},
): Ingredient[] {
  const [, , pod] = ingredients as [Ingredient, Ingredient, { spec: object }];
  const template = { metadata: { labels: { app: 'cart' } }, spec: pod.spec };
  return [
    object(
      'Deployment',
      'cart',
      {
        spec: {
          replicas: 1,
          selector: { matchLabels: { app: 'cart' } },
          template: template as never,
        },
      },
      { metadata },
    ),
    ...ingredients.slice(1),
  ];
}

const find = (found: readonly Recommendation[], id: string) => {
  const recommendation = found.find(each => each.id === id);
  if (!recommendation)
    throw new Error(`${id} is not among ${found.map(each => each.id)}`);
  return recommendation;
};

describe('recommendations', () => {
  it('come with values, commands, a way back and a way to see that it worked', () => {
    const found = find(recommendedFor(templated(killed)), 'raise-memory-limit');
    expect(found).toMatchObject({
      answers: 'memory-limit-too-low',
      action: 'patch-resources',
      target: { kind: 'Deployment', namespace: 'shop', name: 'cart' },
      risk: 'medium',
      minutes: 10,
      parameters: [
        { name: 'memory limit', current: '256Mi', proposed: '384Mi' },
      ],
      rollback: [{ command: 'kubectl rollout undo -n shop deployment/cart' }],
    });
    expect(readyCommands(found)).toEqual([
      `kubectl patch -n shop deployment/cart --type=strategic -p '{"spec":{"template":{"spec":{"containers":[{"name":"app","resources":{"limits":{"memory":"384Mi"}}}]}}}}'`,
    ]);
    expect(found.confidence).toBeCloseTo(0.82 * 0.98, 2);
    expect(found.verification.length).toBeGreaterThan(1);
    expect(found.findings).toHaveLength(1);
  });

  it('keep request and limit equal where they are', () => {
    const resources = {
      requests: { memory: '1Gi' },
      limits: { memory: '1Gi' },
    };
    const [, , pod] = structuredClone(killed) as [
      Ingredient,
      Ingredient,
      { spec: { containers: { resources: object }[] } },
    ];
    pod.spec.containers[0].resources = resources;
    const found = find(
      recommendedFor(templated([killed[0], killed[1], pod as never])),
      'raise-memory-limit',
    );
    expect(found.parameters.map(each => each.proposed)).toEqual([
      '1536Mi',
      '1536Mi',
    ]);
  });

  it.each([
    ['gives the limit back that the revision before had', '1536Mi', '1536Mi'],
    ['raises a limit that was never higher', '128Mi', '384Mi'],
  ])('%s', (_, former, proposed) => {
    const [deployment, , ...rest] = templated(killed);
    const revision = (name: string, number: string, memory: string) =>
      ownedBy(
        deployment as never,
        object(
          'ReplicaSet',
          name,
          {
            spec: {
              template: {
                spec: {
                  containers: [
                    { name: 'app', resources: { limits: { memory } } },
                  ],
                },
              },
            },
          },
          { metadata: { annotations: { [REVISION]: number } } },
        ),
      );
    const found = find(
      recommendedFor([
        deployment,
        revision('cart-6d5f', '2', '256Mi'),
        revision('cart-5c4e', '1', former),
        ...rest,
      ] as Ingredient[]),
      'raise-memory-limit',
    );
    expect(found.parameters).toMatchObject([{ current: '256Mi', proposed }]);
  });

  it('go to the source of what a delivery tool writes', () => {
    const found = find(
      recommendedFor(
        templated(killed, {
          labels: { 'kustomize.toolkit.fluxcd.io/name': 'shop' },
        }),
      ),
      'raise-memory-limit',
    );
    expect(found.action).toBe('create-pr');
    expect(found.preconditions[0]).toMatchObject({ holds: false });
    expect(found.steps[0].text).toContain('Flux Kustomization shop');
    expect(found.steps.filter(each => each.patch)).toMatchObject([
      { drift: true },
    ]);
  });

  it('leave open what the snapshot does not tell', () => {
    const failing = deployedPod({
      containers: { app: { status: waiting('ImagePullBackOff') } },
    }).concat(
      podEvent(
        'Failed',
        'Failed to pull image "registry.example.org/shop/app:1.4.2": not found',
        { container: 'app' },
      ),
    );
    const found = find(
      recommendedFor(templated(failing)),
      'fix-image-reference',
    );
    expect(readyCommands(found)).toEqual([]);
    expect(found.parameters).toEqual([
      { name: 'IMAGE', because: expect.stringContaining('1.4.2') },
    ]);
    expect(found.steps).toContainEqual(
      expect.objectContaining({
        command: `kubectl set image -n shop deployment/cart app='<IMAGE>'`,
        open: ['IMAGE'],
      }),
    );
  });

  it('take the image of the last good revision', () => {
    const failing = deployedPod({
      containers: { app: { status: waiting('ImagePullBackOff') } },
    }).concat(
      podEvent(
        'Failed',
        'Failed to pull image "registry.example.org/shop/app:1.4.2": not found',
        { container: 'app' },
      ),
    );
    const [deployment, replicaSet, ...rest] = templated(failing);
    const revision = (name: string, number: string, image: string) =>
      ownedBy(
        deployment as never,
        object(
          'ReplicaSet',
          name,
          {
            spec: {
              template: { spec: { containers: [{ name: 'app', image }] } },
            },
            status: { readyReplicas: number === '1' ? 2 : 0 },
          },
          { metadata: { annotations: { [REVISION]: number } } },
        ),
      );
    void replicaSet;
    const found = find(
      recommendedFor([
        deployment,
        revision('cart-6d5f', '2', 'registry.example.org/shop/app:1.4.2'),
        revision('cart-5c4e', '1', 'registry.example.org/shop/app:1.4.1'),
        ...rest,
      ] as Ingredient[]),
      'fix-image-reference',
    );
    expect(readyCommands(found)).toEqual([
      'kubectl set image -n shop deployment/cart app=registry.example.org/shop/app:1.4.1',
    ]);
  });

  it('are at most five, the likeliest to help first, of those the least risky', () => {
    const found = recommendedFor(templated(killed));
    expect(found.length).toBeLessThanOrEqual(5);
    const worth = found.map(each => each.confidence);
    expect(worth).toEqual([...worth].sort((a, b) => b - a));
  });

  it('say what to read next where the cause is unknown', () => {
    const unknown = deployedPod({
      containers: {
        app: {
          status: waiting('CrashLoopBackOff', undefined, {
            restartCount: 5,
            lastState: ended(1, seconds(30)),
          }),
        },
      },
    });
    const found = recommendedFor(templated(unknown));
    expect(found.map(each => each.id)).toEqual(['read-next']);
    expect(found[0].steps.map(each => each.command)).toContain(
      'kubectl logs -n shop pod/cart-6d5f-x2x4z -c app --previous --tail=200',
    );
  });

  it('offer no command for names that no cluster gives', () => {
    const hostile = JSON.parse(
      JSON.stringify(templated(killed)).replaceAll(
        '"cart"',
        JSON.stringify("cart'; reboot #\n"),
      ),
    );
    const commands = recommendedFor(hostile).flatMap(each =>
      [...each.steps, ...each.rollback].flatMap(step => step.command ?? []),
    );
    expect(commands.join()).not.toContain('reboot');
  });
});
