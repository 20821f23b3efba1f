/** A timestamp of the cluster as RFC 3339 in UTC; undefined for what is none. */
export function momentOf(timestamp: string | undefined): string | undefined {
  const time = Date.parse(timestamp ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
