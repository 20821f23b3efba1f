/** Why a request got no answer, in the words of the deepest cause that has any: `connect ECONNREFUSED 127.0.0.1:6443` rather than `fetch failed`. */
export function describeFailure(error: unknown): string {
  let reason = '';
  const seen = new Set<unknown>();
  for (
    let current = error;
    current instanceof Error && !seen.has(current);
    current = nextCause(current)
  ) {
    seen.add(current);
    reason = current.message || codeOf(current) || reason;
  }
  return reason || String(error);
}

/** Node reports a host with several addresses as one error that holds an error for each of them. */
function nextCause(error: Error): unknown {
  return error instanceof AggregateError ? error.errors[0] : error.cause;
}

function codeOf(error: Error) {
  return 'code' in error ? String(error.code) : undefined;
}
