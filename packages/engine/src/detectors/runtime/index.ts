import { Detector } from '../Detector';
import { containerStatusUnknown } from './containerStatusUnknown';
import { crashLoops } from './crashLoops';
import { creatingStuck } from './creatingStuck';
import { disruptions } from './disruptions';
import { duplicatePort } from './duplicatePort';
import { finalizerStuck } from './finalizerStuck';
import { initStuck } from './initStuck';
import { failedLeftover, unmanaged } from './leftovers';
import { nodeOomVictim } from './nodeOomVictim';
import { onLostNode } from './onLostNode';
import { oomKills } from './oomKills';
import { podFailures } from './podFailures';
import { probeKills } from './probeKills';
import { readinessFailing } from './readinessFailing';
import { readinessGatePending } from './readinessGatePending';
import { resizeBlocked } from './resizeBlocked';
import { restartRate } from './restartRate';
import { sandboxFailed } from './sandboxFailed';
import { sidecarBlocksJob } from './sidecarBlocksJob';
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
  sidecarBlocksJob,
  duplicatePort,
  ...podFailures,
  ...disruptions,
  onLostNode,
  containerStatusUnknown,
  sandboxFailed,
  creatingStuck,
  resizeBlocked,
  failedLeftover,
  unmanaged,
  finalizerStuck,
];
