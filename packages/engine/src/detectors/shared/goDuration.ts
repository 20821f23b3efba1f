const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

/** In characters; all units together, each with nine digits and a fraction, take fewer. */
const LONGEST = 200;

/**
 * Milliseconds of a duration as Go programs spell it, such as `1h30m` or `0`; undefined for anything else.
 *
 * @see https://pkg.go.dev/time#ParseDuration
 */
export function goDuration(text: unknown): number | undefined {
  if (text === '0') return 0;
  if (typeof text !== 'string' || text.length > LONGEST) return undefined;
  if (!/^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/.test(text)) return undefined;
  const parts = text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g);
  return [...parts].reduce(
    (sum, [, count, unit]) => sum + Number(count) * UNITS[unit],
    0,
  );
}
