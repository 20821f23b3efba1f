import { Detector } from '../Detector';
import { budgetMissing } from './budgetMissing';
import { noGracefulStop } from './noGracefulStop';
import { notSpread } from './notSpread';
import { ownerMissing } from './ownerMissing';
import { singleReplica } from './singleReplica';

/** What would make the next disruption an outage, and whom to call then. */
export const resilienceDetectors: readonly Detector[] = [
  singleReplica,
  budgetMissing,
  notSpread,
  noGracefulStop,
  ownerMissing,
];
