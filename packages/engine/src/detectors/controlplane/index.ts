import { Detector } from '../Detector';
import { apiserverDegraded } from './apiserverDegraded';
import { cloudControllerDown } from './cloudControllerDown';
import { controllerManagerDown } from './controllerManagerDown';
import { kubeProxyConfig } from './kubeProxyConfig';
import { metricsServerDown } from './metricsServerDown';
import { nodeAgents } from './nodeAgents';
import { schedulerDown } from './schedulerDown';
import { staticPods } from './staticPods';

/** The parts that make a cluster work, as far as the cluster shows them: a provider's control plane is judged by what it leaves undone. */
export const controlPlaneDetectors: readonly Detector[] = [
  apiserverDegraded,
  schedulerDown,
  controllerManagerDown,
  ...staticPods,
  ...nodeAgents,
  kubeProxyConfig,
  metricsServerDown,
  cloudControllerDown,
];
