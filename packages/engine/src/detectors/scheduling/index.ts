import { Detector } from '../Detector';
import { autoscalerDeclined } from './autoscalerDeclined';
import { gatedPods } from './gatedPods';
import { nodeNameAbsent } from './nodeNameAbsent';
import { schedulerErrors } from './schedulerErrors';
import { unknownScheduler } from './unknownScheduler';
import { unschedulablePods } from './unschedulablePods';

export const schedulingDetectors: readonly Detector[] = [
  ...unschedulablePods,
  autoscalerDeclined,
  gatedPods,
  unknownScheduler,
  schedulerErrors,
  nodeNameAbsent,
];
