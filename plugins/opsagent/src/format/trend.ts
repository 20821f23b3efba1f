import { Interval, DateTime } from 'luxon';
import { Severity } from './types';

/** Days of the trend are those of UTC. */
const zone = 'utc';

export function totalOf(counts: Readonly<Record<Severity, number>>): number {
  return Object.values(counts).reduce((sum, each) => sum + each, 0);
}

/** A date such as `1 Mar`. */
export function dayName(date: string, locale: string): string {
  return DateTime.fromISO(date, { zone, locale }).toLocaleString({
    day: 'numeric',
    month: 'short',
  });
}

/** The days from one date to another, such as `23 Feb – 1 Mar`. */
export function weekName(
  { from, to }: { from: string; to: string },
  locale: string,
): string {
  const [start, end] = [from, to].map(date =>
    DateTime.fromISO(date, { zone, locale }),
  );
  return Interval.fromDateTimes(start, end).toLocaleString(
    { day: 'numeric', month: 'short' },
    { locale },
  );
}
