import { Detector } from '../Detector';
import { endpointsStale } from './endpointsStale';
import { externalNameInvalid } from './externalNameInvalid';
import { loadBalancerPending } from './loadBalancerPending';
import { noReadyEndpoints } from './noReadyEndpoints';
import { partialEndpoints } from './partialEndpoints';
import { selectorMatchesNothing } from './selectorMatchesNothing';
import { servicePorts } from './servicePorts';

export const serviceDetectors: readonly Detector[] = [
  selectorMatchesNothing,
  noReadyEndpoints,
  partialEndpoints,
  endpointsStale,
  ...servicePorts,
  loadBalancerPending,
  externalNameInvalid,
];
