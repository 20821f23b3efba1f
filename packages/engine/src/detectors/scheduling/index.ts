import { Detector } from '../Detector';
import { unschedulablePods } from './unschedulablePods';

export const schedulingDetectors: readonly Detector[] = [...unschedulablePods];
