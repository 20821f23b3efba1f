import { Cause } from './Cause';

/** Causes that a finding of a detector may prove or follow from, in the order in which they are named. */
export function causesOfDetector(
  detector: string,
  causes: readonly Cause[],
): Cause[] {
  return causes.filter(
    ({ explains, provedBy = [] }) =>
      explains.includes(detector) || provedBy.includes(detector),
  );
}
