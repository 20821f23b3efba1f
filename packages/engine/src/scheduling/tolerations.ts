import type { Taint, Toleration } from 'kubernetes-types/core/v1';

/** Whether a pod with these tolerations may be placed in spite of a taint. Only NoSchedule and NoExecute keep pods away. */
export function tolerates(
  tolerations: readonly Toleration[] | undefined,
  taint: Taint,
): boolean {
  return (tolerations ?? []).some(
    ({ key, operator = 'Equal', value = '', effect }) =>
      (!effect || effect === taint.effect) &&
      (key ? key === taint.key : operator === 'Exists') &&
      (operator === 'Exists' ||
        (operator === 'Equal' && value === (taint.value ?? ''))),
  );
}

/** The taint of a node that its cloud has not set up yet; the cloud controller manager takes it away. */
export const UNINITIALIZED_TAINT =
  'node.cloudprovider.kubernetes.io/uninitialized';

/** Taints by which a node says that it is not fit for work, as opposed to being reserved for somebody. */
export const UNHEALTHY_TAINTS: ReadonlySet<string> = new Set([
  'node.kubernetes.io/not-ready',
  'node.kubernetes.io/unreachable',
  'node.kubernetes.io/network-unavailable',
  'node.kubernetes.io/memory-pressure',
  'node.kubernetes.io/disk-pressure',
  'node.kubernetes.io/pid-pressure',
  'node.kubernetes.io/out-of-service',
  UNINITIALIZED_TAINT,
]);

/** The taint that cordoning adds. */
export const CORDON_TAINT = 'node.kubernetes.io/unschedulable';

/** A taint as kubectl spells it: `key=value:Effect`. */
export function formatTaint({ key, value, effect }: Taint): string {
  return `${key}${value ? `=${value}` : ''}:${effect}`;
}
