import { Detector } from '../Detector';
import { applications } from './applications';
import { flux } from './flux';
import { rollouts } from './rollouts';

/** What is to be delivered from a repository and does not arrive. */
export const gitopsDetectors: readonly Detector[] = [
  ...applications,
  rollouts,
  ...flux,
];
