const TIMESTAMP = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)`;
const WHOLE = new RegExp(`^${TIMESTAMP}$`);
const ANYWHERE = new RegExp(TIMESTAMP, 'g');

/** Moves every string that is an RFC 3339 time by some milliseconds, at any depth; everything else stays as it is. */
export function shiftTimes<T>(value: T, milliseconds: number): T {
  return shift(value, milliseconds) as T;
}

/** Moves the RFC 3339 times that stand in a text. */
export function shiftTimesInText(text: string, milliseconds: number): string {
  return text.replace(ANYWHERE, time => shiftTime(time, milliseconds));
}

function shift(value: unknown, milliseconds: number): unknown {
  if (typeof value === 'string') {
    return WHOLE.test(value) ? shiftTime(value, milliseconds) : value;
  }
  if (Array.isArray(value)) return value.map(each => shift(each, milliseconds));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      shift(each, milliseconds),
    ]),
  );
}

/** Keeps as many digits of the second as the time had: Kubernetes refuses a `Time` with any and a `MicroTime` without. */
function shiftTime(time: string, milliseconds: number): string {
  const parsed = Date.parse(time);
  if (Number.isNaN(parsed)) return time;
  const fraction = /\.(\d+)/.exec(time)?.[1] ?? '';
  const [whole, shifted] = new Date(parsed + milliseconds)
    .toISOString()
    .replace('Z', '')
    .split('.');
  const digits = (shifted + fraction.slice(3)).slice(0, fraction.length);
  return fraction
    ? `${whole}.${digits.padEnd(fraction.length, '0')}Z`
    : `${whole}Z`;
}
