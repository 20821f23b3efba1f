import { mockCredentials } from '@backstage/backend-test-utils';
import { KubeConfig } from '@kubernetes/client-node';
import { DemoCluster } from '@opsagent/demo-cluster';
import { KubernetesObject } from '@opsagent/engine';
import { IncidentCase, InvestigationScope } from '@opsagent/investigator';
import { KubernetesConnection } from '../clusters/KubernetesConnection';
import { readClusterView } from './readClusterView';

const NODE = { kind: 'Node', name: 'worker-1' };

const pod = (namespace: string, nodeName: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace, uid: namespace },
  spec: { nodeName },
});

const incident: IncidentCase = {
  id: '1',
  title: 'worker-1 is full',
  severity: 'high',
  cluster: 'test',
  subject: NODE,
  causes: [],
  findings: [],
  recommendations: [],
};

describe('readClusterView', () => {
  let cluster: DemoCluster;
  let connection: KubernetesConnection;

  beforeAll(async () => {
    cluster = await DemoCluster.start({
      objects: [
        { apiVersion: 'v1', kind: 'Node', metadata: { name: NODE.name } },
        pod('shop', 'worker-1'),
        pod('bank', 'worker-2'),
      ],
    });
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromClusterAndUser(
      { name: 'test', server: cluster.url, skipTLSVerify: true },
      { name: 'tester', token: cluster.token },
    );
    connection = {
      kubeConfig: async () => kubeConfig,
    } as unknown as KubernetesConnection;
  });
  afterAll(() => cluster.close());

  const read = (scope: InvestigationScope) =>
    readClusterView(
      {
        cluster: 'test',
        scope,
        credentials: mockCredentials.user(),
        signal: new AbortController().signal,
      },
      {
        connection,
        detectors: [],
        secrets: 'metadata',
        requestTimeout: 10_000,
      },
    );
  const namespacesIn = ({ snapshot }: Awaited<ReturnType<typeof read>>) =>
    snapshot.all('Pod').map(({ metadata: { namespace } }) => namespace);

  it('reads where the pods of a node run that an incident is about, and nothing else', async () => {
    const view = await read(InvestigationScope.aroundIncident(incident));
    expect(namespacesIn(view)).toEqual(['shop']);
    expect(view.scope.includes('shop')).toBe(true);
    expect(view.scope.includes('bank')).toBe(false);
  });

  it('reads exactly what an incident touches where nobody asked for more', async () => {
    const view = await read(InvestigationScope.ofIncident(incident));
    expect(namespacesIn(view)).toEqual([]);
    expect(view.scope.includes('shop')).toBe(false);
  });
});
