import { KubeConfig } from '@kubernetes/client-node';
import { describeKubernetesApi } from './testing';

const path = process.env.OPSAGENT_TEST_KUBECONFIG;

if (path) {
  describeKubernetesApi('the real kube-apiserver', async () => {
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromFile(path);
    return { kubeConfig };
  });
} else {
  // A skipped test's name is the one thing that every reporter shows.
  it.skip('needs OPSAGENT_TEST_KUBECONFIG to name the kubeconfig of a cluster on which anything may be done', () => {});
}
