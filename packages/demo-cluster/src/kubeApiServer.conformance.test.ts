import { KubeConfig } from '@kubernetes/client-node';
import { describeKubernetesApi } from './testing';

const path = process.env.OPSAGENT_TEST_KUBECONFIG;
const describeIfGiven = path ? describe : describe.skip;

describeIfGiven(
  path
    ? 'the cluster of OPSAGENT_TEST_KUBECONFIG'
    : 'skipped: OPSAGENT_TEST_KUBECONFIG names no kubeconfig of a cluster on which anything may be done',
  () => {
    describeKubernetesApi('a real kube-apiserver', async () => {
      const kubeConfig = new KubeConfig();
      kubeConfig.loadFromFile(path ?? '');
      return { kubeConfig };
    });
  },
);
