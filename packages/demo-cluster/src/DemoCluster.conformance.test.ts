import { KubeConfig } from '@kubernetes/client-node';
import { DemoCluster } from './DemoCluster';
import { describeKubernetesApi } from './testing';

let cluster: DemoCluster | undefined;

describeKubernetesApi('the demo cluster', async () => {
  cluster = await DemoCluster.start({ objects: [], token: 'secret' });
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromOptions({
    clusters: [{ name: 'demo', server: cluster.url, skipTLSVerify: true }],
    users: [{ name: 'demo', token: 'secret' }],
    contexts: [{ name: 'demo', cluster: 'demo', user: 'demo' }],
    currentContext: 'demo',
  });
  return { kubeConfig };
});

afterAll(() => cluster?.close());
