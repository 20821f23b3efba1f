/** Whether the id of a detector is meant: by itself, or by the `area.*` that it stands in. */
export function covers(pattern: string, detector: string): boolean {
  return pattern.endsWith('.*') && pattern.length > 2
    ? detector.startsWith(pattern.slice(0, -1))
    : pattern === detector;
}
