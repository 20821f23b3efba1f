import { StoredFinding } from '@opsagent/backstage-plugin-opsagent-common';
import { SEVERITIES, symptomDetectors } from '@opsagent/engine';

/** Worst first, and of equal severity what usually follows from another problem last. Otherwise in the order given. */
export function causesFirst(
  findings: readonly StoredFinding[],
): StoredFinding[] {
  return [...findings].sort((a, b) => rank(a) - rank(b));
}

function rank({ severity, detector }: StoredFinding) {
  return (
    2 * SEVERITIES.indexOf(severity) + (symptomDetectors.has(detector) ? 1 : 0)
  );
}
