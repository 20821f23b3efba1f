import type { Suite } from './describeKubernetesApi';

interface Discovered {
  name: string;
  kind: string;
  namespaced: boolean;
  verbs: string[];
  shortNames?: string[];
}

export function describeDiscovery(suite: Suite): void {
  describe('discovery', () => {
    it.each(['/healthz', '/livez', '/readyz'])('answers %s', async path => {
      expect(await suite().client.get(path)).toMatchObject({
        status: 200,
        text: 'ok',
      });
    });

    it('names its version', async () => {
      const { body } = await suite().client.get('/version');
      expect(body).toMatchObject({ major: '1', minor: expect.any(String) });
      expect(body.gitVersion).toMatch(/^v1\.\d+\.\d+/);
    });

    it('lists its groups and their versions', async () => {
      const { client } = suite();
      expect((await client.get('/api')).body).toMatchObject({
        kind: 'APIVersions',
        versions: ['v1'],
      });
      expect((await client.get('/apis')).body).toMatchObject({
        kind: 'APIGroupList',
        groups: expect.arrayContaining([
          {
            name: 'apps',
            versions: [{ groupVersion: 'apps/v1', version: 'v1' }],
            preferredVersion: { groupVersion: 'apps/v1', version: 'v1' },
          },
        ]),
      });
      expect((await client.get('/apis/apps')).body).toMatchObject({
        kind: 'APIGroup',
        name: 'apps',
      });
    });

    it.each([
      [
        '/api/v1',
        'v1',
        { name: 'pods', kind: 'Pod', namespaced: true, shortNames: ['po'] },
      ],
      [
        '/api/v1',
        'v1',
        { name: 'nodes', kind: 'Node', namespaced: false, shortNames: ['no'] },
      ],
      [
        '/api/v1',
        'v1',
        { name: 'pods/log', kind: 'Pod', namespaced: true, verbs: ['get'] },
      ],
      [
        '/apis/apps/v1',
        'apps/v1',
        {
          name: 'deployments',
          kind: 'Deployment',
          singularName: 'deployment',
          categories: ['all'],
        },
      ],
      [
        '/apis/apps/v1',
        'apps/v1',
        {
          name: 'deployments/scale',
          kind: 'Scale',
          group: 'autoscaling',
          version: 'v1',
        },
      ],
    ])(
      'describes the resources of %s',
      async (path, groupVersion, resource) => {
        const { body } = await suite().client.get(path);
        expect(body).toMatchObject({ kind: 'APIResourceList', groupVersion });
        const resources = body.resources as Discovered[];
        const found = resources.find(({ name }) => name === resource.name);
        expect(found).toMatchObject(resource);
      },
    );

    it('grants what the user may do', async () => {
      const review = {
        spec: { resourceAttributes: { verb: 'list', resource: 'pods' } },
      };
      const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
      const { status, body } = await suite().client.post(path, review);
      expect(status).toBe(201);
      expect(body).toMatchObject({
        kind: 'SelfSubjectAccessReview',
        ...review,
        status: { allowed: true },
      });
    });
  });
}
