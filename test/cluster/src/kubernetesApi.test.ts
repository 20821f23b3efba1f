import { describeKubernetesApi } from '@opsagent/demo-cluster/testing';
import { ControlPlane } from './harness/ControlPlane';
import { describeOnCluster } from './harness/describeOnCluster';

describeOnCluster('the behaviour that the demo cluster imitates', () => {
  let controlPlane: ControlPlane;

  describeKubernetesApi('the real kube-apiserver', async () => {
    controlPlane = await ControlPlane.start();
    return controlPlane;
  });

  afterAll(() => controlPlane?.stop());
});
