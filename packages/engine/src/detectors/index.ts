import { Detector } from './Detector';
import { serviceDetectors } from './service';

/** Every detector that ships, in the order in which they run. */
export const builtInDetectors: readonly Detector[] = [...serviceDetectors];
