import { Detector } from '../Detector';
import { autoscalerConditions } from './autoscalerConditions';
import { duplicateTarget } from './duplicateTarget';
import { requestMissing } from './requestMissing';

export const autoscalingDetectors: readonly Detector[] = [
  ...autoscalerConditions,
  requestMissing,
  duplicateTarget,
];
