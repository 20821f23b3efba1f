import { Detector } from '../Detector';
import { appProtocol } from './appProtocol';
import { endpointsStale } from './endpointsStale';
import { externalNameInvalid } from './externalNameInvalid';
import { headlessPortRemap } from './headlessPortRemap';
import { loadBalancerPending } from './loadBalancerPending';
import { localTraffic } from './localTraffic';
import { multiWorkload } from './multiWorkload';
import { noReadyEndpoints } from './noReadyEndpoints';
import { partialEndpoints } from './partialEndpoints';
import { selectorMatchesNothing } from './selectorMatchesNothing';
import { servicePorts } from './servicePorts';
import { singleEndpoint } from './singleEndpoint';

export const serviceDetectors: readonly Detector[] = [
  selectorMatchesNothing,
  noReadyEndpoints,
  partialEndpoints,
  endpointsStale,
  ...servicePorts,
  loadBalancerPending,
  externalNameInvalid,
  ...localTraffic,
  headlessPortRemap,
  multiWorkload,
  appProtocol,
  singleEndpoint,
];
