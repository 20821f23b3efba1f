import { Detector } from '../Detector';
import { disruptionBudgets } from './disruptionBudgets';

export const disruptionDetectors: readonly Detector[] = [...disruptionBudgets];
