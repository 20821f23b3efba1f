import { Detector } from '../Detector';
import { gatewayClasses } from './gatewayClasses';
import { gatewayStatus } from './gatewayStatus';
import { routeBackends } from './routeBackends';
import { routeParents } from './routeParents';

/** Gateways and routes of the Gateway API that nothing serves or that lead nowhere. */
export const gatewayDetectors: readonly Detector[] = [
  ...gatewayClasses,
  ...gatewayStatus,
  ...routeParents,
  ...routeBackends,
];
