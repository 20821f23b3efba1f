import { Detector } from '../Detector';
import { faultInjection } from './faultInjection';
import { gateways } from './gateways';
import { mtlsConflict } from './mtlsConflict';
import { routeDestinations } from './routeDestinations';
import { routeGateways } from './routeGateways';
import { sidecars } from './sidecars';
import { subsets } from './subsets';

/** Rules of Istio's mesh that contradict each other or the cluster. */
export const istioDetectors: readonly Detector[] = [
  ...gateways,
  ...routeGateways,
  ...routeDestinations,
  ...subsets,
  faultInjection,
  mtlsConflict,
  ...sidecars,
];
