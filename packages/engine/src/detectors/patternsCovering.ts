/** Every pattern that `covers` the id of a detector: the id itself, and the `area.*` of each area that it stands in. */
export function patternsCovering(detector: string): string[] {
  const patterns = [detector];
  for (
    let dot = detector.indexOf('.', 1);
    dot > 0;
    dot = detector.indexOf('.', dot + 1)
  )
    patterns.push(`${detector.slice(0, dot)}.*`);
  return patterns;
}
