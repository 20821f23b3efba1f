import { Detector } from '../Detector';
import { blockedDependencies } from './blockedDependencies';
import { blockedDns } from './blockedDns';
import { emptySelections } from './emptySelections';
import { policyMissing } from './policyMissing';
import { policyPorts } from './policyPorts';

/** Network policies that keep apart what belongs together, or that do nothing. */
export const networkDetectors: readonly Detector[] = [
  blockedDependencies,
  blockedDns,
  ...policyPorts,
  ...emptySelections,
  policyMissing,
];
