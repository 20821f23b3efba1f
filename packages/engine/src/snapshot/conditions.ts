/** The part of a status condition that all kinds share. */
export interface Condition {
  type: string;
  status: string;
  reason?: string;
  message?: string;
  /** RFC 3339. */
  lastTransitionTime?: string;
}

/** What a controller says about an object under a condition type; conditions are found by type, never by position. */
export function conditionOf(
  object: { status?: unknown },
  type: string,
): Condition | undefined {
  const { conditions } = (object.status ?? {}) as { conditions?: unknown };
  return Array.isArray(conditions)
    ? (conditions as Condition[]).find(each => each?.type === type)
    : undefined;
}

/**
 * Whether a controller's status speaks of the present spec. While `observedGeneration` lags behind, the status describes an older one and nothing may be concluded
 * from it.
 */
export function statusIsCurrent(object: {
  metadata: { generation?: number };
  status?: unknown;
}): boolean {
  const { observedGeneration } = (object.status ?? {}) as {
    observedGeneration?: number;
  };
  const { generation } = object.metadata;
  return (
    observedGeneration === undefined ||
    generation === undefined ||
    observedGeneration >= generation
  );
}
