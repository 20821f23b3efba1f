/** Whether a host of a Gateway or ServiceEntry, perhaps with `*` or `*.` at the beginning, covers another one, which may have such a beginning itself. */
export function coversHost(wide: string, narrow: string): boolean {
  const pattern = wide.toLowerCase();
  const host = narrow.toLowerCase();
  if (pattern === '*' || pattern === host) return true;
  return pattern.startsWith('*.') && host.endsWith(pattern.slice(1));
}

/** Whether two hosts, either of which may be a wildcard, have a name in common. */
export function hostsOverlap(one: string, other: string): boolean {
  return coversHost(one, other) || coversHost(other, one);
}
