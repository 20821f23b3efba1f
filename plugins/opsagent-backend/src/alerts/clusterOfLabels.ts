import type { Labels } from './ReceivedAlert';

/** No cluster of the portal has a longer name. */
const LONGEST_NAME = 250;

export interface ClusterNaming {
  /** The label that names the cluster. */
  label: string;
  /** What alerts without that label are about, as their sender says. */
  fallback: string | undefined;
  /** The clusters that the portal lists. */
  listed: readonly string[];
}

/** The cluster of an alert: what its label says, else what its sender says, else the only one there is; empty when nothing tells. */
export function clusterOfLabels(
  labels: Labels,
  { label, fallback, listed }: ClusterNaming,
): string {
  const only = listed.length === 1 ? listed[0] : '';
  const name = labels[label] || fallback || only;
  return name.length <= LONGEST_NAME ? name : '';
}
