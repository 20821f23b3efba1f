import { isRecord } from './Answer';

/** Why a request got no answer, in the words of the deepest cause that has any: `connect ECONNREFUSED 127.0.0.1:6443` rather than `fetch failed`. */
export function describeFailure(error: unknown): string {
  let reason = '';
  const seen = new Set<unknown>();
  // Told by its shape: errors of Node itself are no instances of the Error of a sandbox.
  for (
    let current = error;
    isRecord(current) && !seen.has(current);
    current = nextCause(current)
  ) {
    seen.add(current);
    reason = textOf(current.message) || textOf(current.code) || reason;
  }
  return reason || String(error);
}

/** Node reports a host with several addresses as one error that holds an error for each of them. */
function nextCause({ errors, cause }: Record<string, unknown>): unknown {
  return Array.isArray(errors) ? errors[0] : cause;
}

function textOf(value: unknown) {
  return typeof value === 'string' ? value : '';
}
