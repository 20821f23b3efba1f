import { Detector } from '../Detector';
import { budgetArithmetic } from './budgetArithmetic';
import { disruptionBudgets } from './disruptionBudgets';
import { overlappingBudgets } from './overlappingBudgets';

export const disruptionDetectors: readonly Detector[] = [
  ...disruptionBudgets,
  ...budgetArithmetic,
  overlappingBudgets,
];
