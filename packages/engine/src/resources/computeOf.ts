import { Amounts } from '../snapshot/podRequests';
import { ComputeAmounts, NodeAmounts } from './ClusterResources';

/** Cores and bytes of exact amounts, which count CPU in millicores. */
export function computeOf(amounts: Amounts): ComputeAmounts {
  return {
    cpu: (amounts.get('cpu') ?? 0) / 1000,
    memory: amounts.get('memory') ?? 0,
  };
}

export function nodeAmountsOf(amounts: Amounts): NodeAmounts {
  return { ...computeOf(amounts), pods: amounts.get('pods') ?? 0 };
}
