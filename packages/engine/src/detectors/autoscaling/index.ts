import { Detector } from '../Detector';
import { autoscalerBounds } from './autoscalerBounds';
import { autoscalerConditions } from './autoscalerConditions';
import { burstCapacity } from './burstCapacity';
import { duplicateTarget } from './duplicateTarget';
import { flapping } from './flapping';
import { replicasManagedTwice } from './replicasManagedTwice';
import { requestMissing } from './requestMissing';
import { verticalConflict } from './verticalConflict';

export const autoscalingDetectors: readonly Detector[] = [
  ...autoscalerConditions,
  requestMissing,
  duplicateTarget,
  verticalConflict,
  burstCapacity,
  replicasManagedTwice,
  flapping,
  ...autoscalerBounds,
];
