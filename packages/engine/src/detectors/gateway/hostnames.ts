/**
 * Whether two host names can name the same host. `*.` at the beginning stands for one or more labels.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#hostname
 */
export function hostnamesIntersect(one: string, other: string): boolean {
  const a = one.toLowerCase();
  const b = other.toLowerCase();
  if (a === b) return true;
  const [suffixOfA, suffixOfB] = [wildcardSuffix(a), wildcardSuffix(b)];
  if (suffixOfA && suffixOfB)
    return suffixOfA.endsWith(suffixOfB) || suffixOfB.endsWith(suffixOfA);
  if (suffixOfA) return b.endsWith(suffixOfA);
  return suffixOfB !== undefined && a.endsWith(suffixOfB);
}

/** `.example.com` of `*.example.com`. */
function wildcardSuffix(hostname: string) {
  return hostname.startsWith('*.') ? hostname.slice(1) : undefined;
}
