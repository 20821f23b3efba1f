import { Detector } from '../Detector';
import { crashLoops } from './crashLoops';
import { initStuck } from './initStuck';
import { nodeOomVictim } from './nodeOomVictim';
import { oomKills } from './oomKills';
import { probeKills } from './probeKills';
import { readinessFailing } from './readinessFailing';
import { readinessGatePending } from './readinessGatePending';
import { restartRate } from './restartRate';
import { sigkillUnexplained } from './sigkillUnexplained';
import { startFailures } from './startFailures';
import { terminatingStuck } from './terminatingStuck';

/** Pods and containers that do not run as they should. */
export const runtimeDetectors: readonly Detector[] = [
  ...startFailures,
  ...crashLoops,
  ...oomKills,
  nodeOomVictim,
  sigkillUnexplained,
  ...probeKills,
  readinessFailing,
  readinessGatePending,
  restartRate,
  terminatingStuck,
  initStuck,
];
