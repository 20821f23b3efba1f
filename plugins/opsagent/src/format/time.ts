import { DateTime, Duration, DurationLikeObject } from 'luxon';

export interface TimeOptions {
  locale: string;
  now: Date;
  /** Defaults to the reader's zone. */
  zone?: string;
}

/** How long ago, such as `40 seconds ago`. Clock skew never gives a time in the future. */
export function relativeTime(timestamp: string, options: TimeOptions): string {
  const base = at(options.now, options);
  const then = dateTime(timestamp, options);
  const latest = base.minus({ seconds: 1 });
  return (then > latest ? latest : then).toRelative({ base }) ?? timestamp;
}

/** The moment to the second with its zone, such as `21 Nov 2026, 14:02:05 CET`. */
export function absoluteTime(
  timestamp: string,
  options: Omit<TimeOptions, 'now'>,
): string {
  return dateTime(timestamp, options).toLocaleString({
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  });
}

/** The moment as short as the day allows: `14:02`, or `19 Nov, 14:02` when it was not today. */
export function momentTime(timestamp: string, options: TimeOptions): string {
  const then = dateTime(timestamp, options);
  const today = then.hasSame(at(options.now, options), 'day');
  return then.toLocaleString({
    ...(today ? {} : { day: 'numeric', month: 'short' }),
    ...(then.hasSame(at(options.now, options), 'year')
      ? {}
      : { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

const UNITS = ['days', 'hours', 'minutes', 'seconds'] as const;
const MILLISECONDS = {
  days: 86_400_000,
  hours: 3_600_000,
  minutes: 60_000,
  seconds: 1_000,
} as const;

/** The time between a moment and now in its largest unit, such as `23 minutes`. */
export function elapsedTime(timestamp: string, options: TimeOptions): string {
  const elapsed = Math.max(
    0,
    options.now.getTime() - dateTime(timestamp, options).toMillis(),
  );
  const unit = UNITS.find(each => elapsed >= MILLISECONDS[each]) ?? 'seconds';
  const values: DurationLikeObject = {
    [unit]: Math.floor(elapsed / MILLISECONDS[unit]),
  };
  return Duration.fromObject(values, { locale: options.locale }).toHuman();
}

/** A time in its two largest units, such as `2 hr, 40 min`. */
export function durationWords(seconds: number, locale: string): string {
  const whole = Duration.fromMillis(seconds * 1_000).shiftTo(...UNITS);
  const amounts = UNITS.map(
    unit => [unit, Math.floor(whole.get(unit))] as const,
  );
  const largest = amounts.findIndex(([, amount]) => amount > 0);
  const [first = ['seconds', 0] as const, second] =
    largest < 0 ? [] : amounts.slice(largest);
  return Duration.fromObject(
    Object.fromEntries([first, ...(second?.[1] ? [second] : [])]),
    { locale },
  ).toHuman({ unitDisplay: 'short' });
}

function dateTime(
  timestamp: string,
  { locale, zone = 'local' }: Omit<TimeOptions, 'now'>,
) {
  return DateTime.fromISO(timestamp, { zone, locale });
}

function at(now: Date, { locale, zone = 'local' }: TimeOptions) {
  return DateTime.fromJSDate(now, { zone }).setLocale(locale);
}
