import { Detector } from '../Detector';
import { livenessTooTight } from './livenessTooTight';
import { probeFailures } from './probeFailures';
import { probePorts } from './probePorts';
import { probeTimeout } from './probeTimeout';

/** Probes that ask for what the container does not serve. */
export const probeDetectors: readonly Detector[] = [
  ...probePorts,
  ...probeFailures,
  probeTimeout,
  livenessTooTight,
];
