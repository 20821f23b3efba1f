import { Detector } from '../Detector';
import { bestEffort } from './bestEffort';
import { jvmHeap } from './jvmHeap';
import { missingResources } from './missingResources';

/** What containers ask of their nodes. */
export const resourceDetectors: readonly Detector[] = [
  ...missingResources,
  bestEffort,
  jvmHeap,
];
