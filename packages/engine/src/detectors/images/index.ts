import { Detector } from '../Detector';
import { pullFailures } from './pullFailures';
import { pullSlow } from './pullSlow';

/** Images that do not reach the node. */
export const imageDetectors: readonly Detector[] = [...pullFailures, pullSlow];
