import { Detector } from '../Detector';
import { livenessTooTight } from './livenessTooTight';
import { missingProbes } from './missingProbes';
import { probeFailures } from './probeFailures';
import { probePorts } from './probePorts';
import { probeTimeout } from './probeTimeout';

/** Probes that ask for what the container does not serve, that ask in vain, or that are not there. */
export const probeDetectors: readonly Detector[] = [
  ...probePorts,
  ...probeFailures,
  probeTimeout,
  livenessTooTight,
  ...missingProbes,
];
