import { resourceOfKind } from '@opsagent/engine';
import { collectSnapshot } from './collectSnapshot';
import { status, TestAnswer, TestApi } from './testing/TestApi';

const VIRTUAL_SERVICE = 'VirtualService.networking.istio.io';
const ROUTE = 'HTTPRoute.gateway.networking.k8s.io';
const GRANT = 'ReferenceGrant.gateway.networking.k8s.io';
const resources = ['Pod', VIRTUAL_SERVICE, ROUTE].map(kind =>
  resourceOfKind(kind)!,
);

const groups = (...served: [name: string, ...versions: string[]][]) => ({
  body: {
    kind: 'APIGroupList',
    groups: served.map(([name, ...versions]) => ({
      name,
      versions: versions.map(version => ({ version })),
    })),
  },
});

describe('servedResources', () => {
  let api: TestApi;

  afterEach(() => api.stop());

  async function collect(answer: TestAnswer, kinds = resources) {
    api = await TestApi.start(({ path }) => {
      if (path === '/version') return { body: {} };
      return path === '/apis'
        ? answer
        : { body: { kind: 'List', items: null } };
    });
    const { snapshot } = await collectSnapshot({
      kubeConfig: api.kubeConfig(),
      cluster: 'test',
      signal: AbortSignal.timeout(10_000),
      requestTimeout: 2_000,
      resources: kinds,
    });
    return {
      states: [VIRTUAL_SERVICE, ROUTE].map(kind => snapshot.readState(kind)),
      lists: api.requests.map(each => each.path).slice(2),
    };
  }

  it('asks for nothing that an add-on would serve where it is not installed', async () => {
    expect(await collect(groups(['apps', 'v1']))).toEqual({
      states: ['notServed', 'notServed'],
      lists: ['/api/v1/pods'],
    });
  });

  it('reads the best of the served versions', async () => {
    expect(
      await collect(
        groups(
          ['networking.istio.io', 'v1alpha3', 'v1beta1'],
          ['gateway.networking.k8s.io', 'v1', 'v1beta1'],
        ),
      ),
    ).toEqual({
      states: ['complete', 'complete'],
      lists: [
        '/api/v1/pods',
        '/apis/networking.istio.io/v1beta1/virtualservices',
        '/apis/gateway.networking.k8s.io/v1/httproutes',
      ],
    });
  });

  it('reads each kind of a group in a version that has it', async () => {
    const { lists } = await collect(
      {
        body: {
          kind: 'APIGroupDiscoveryList',
          items: [
            {
              metadata: { name: 'gateway.networking.k8s.io' },
              versions: [
                { version: 'v1', resources: [{ resource: 'httproutes' }] },
                {
                  version: 'v1beta1',
                  resources: [
                    { resource: 'httproutes' },
                    { resource: 'referencegrants' },
                  ],
                },
              ],
            },
          ],
        },
      },
      [...resources, resourceOfKind(GRANT)!],
    );
    expect(lists).toEqual([
      '/api/v1/pods',
      '/apis/gateway.networking.k8s.io/v1/httproutes',
      '/apis/gateway.networking.k8s.io/v1beta1/referencegrants',
    ]);
  });

  it('does not read a version whose fields it does not understand', async () => {
    const { states } = await collect(
      groups(['gateway.networking.k8s.io', 'v1alpha1']),
    );
    expect(states).toEqual(['notServed', 'notServed']);
  });

  it.each<[string, TestAnswer]>([
    ['refuses', status(403, 'Forbidden')],
    [
      'sends something else than',
      { body: { kind: 'APIGroupList', groups: 1 } },
    ],
    ['does not answer when asked for', {}],
  ])('lists everything where the cluster %s its groups', async (_, answer) => {
    const { states, lists } = await collect(answer);
    expect(states).toEqual(['complete', 'complete']);
    expect(lists).toHaveLength(3);
  });
});
