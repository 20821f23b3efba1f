import { Detector } from '../Detector';
import { externalNameInvalid } from './externalNameInvalid';
import { loadBalancerPending } from './loadBalancerPending';
import { noReadyEndpoints } from './noReadyEndpoints';
import { selectorMatchesNothing } from './selectorMatchesNothing';
import { servicePorts } from './servicePorts';

export const serviceDetectors: readonly Detector[] = [
  selectorMatchesNothing,
  noReadyEndpoints,
  ...servicePorts,
  loadBalancerPending,
  externalNameInvalid,
];
