import { configurationDetectors } from './configuration';
import { Detector } from './Detector';
import { imageDetectors } from './images';
import { runtimeDetectors } from './runtime';
import { schedulingDetectors } from './scheduling';
import { serviceDetectors } from './service';

/** Every detector that ships, in the order in which they run. */
export const builtInDetectors: readonly Detector[] = [
  ...imageDetectors,
  ...configurationDetectors,
  ...runtimeDetectors,
  ...schedulingDetectors,
  ...serviceDetectors,
];
