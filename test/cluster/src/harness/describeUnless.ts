/** `describe`, or, with a reason against it, a `describe` that runs nothing and whose title says why. */
export function describeUnless(
  reason: string | undefined,
): (title: string, tests: () => void) => void {
  const { skip } = describe;
  return reason
    ? (title, tests) => skip(`${title} (skipped: ${reason})`, tests)
    : describe;
}
