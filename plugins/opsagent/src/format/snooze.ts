import { LONGEST_SNOOZE } from '@opsagent/backstage-plugin-opsagent-common';
import { DateTime } from 'luxon';

/** How long a snooze may be asked for without saying a moment. */
export const SNOOZES = ['hour', 'tomorrow', 'week'] as const;

export type Snooze = (typeof SNOOZES)[number];

export interface SnoozeOptions {
  now: Date;
  /** Defaults to the reader's zone. */
  zone?: string;
}

const MORNING = 9;

/** When a snooze that begins now ends. */
export function snoozeEnd(
  snooze: Snooze,
  { now, zone = 'local' }: SnoozeOptions,
): string {
  const start = DateTime.fromJSDate(now, { zone });
  switch (snooze) {
    case 'hour':
      return rfc3339(start.plus({ hours: 1 }));
    case 'tomorrow':
      return rfc3339(
        start.plus({ days: 1 }).startOf('day').set({ hour: MORNING }),
      );
    default:
      return rfc3339(start.plus({ weeks: 1 }));
  }
}

export type CustomSnooze =
  { until: string } | { problem: 'missing' | 'past' | 'tooFar' };

/**
 * When a snooze ends whose end somebody typed.
 *
 * @param typed - as a browser gives a local date and time: `2026-11-24T09:30`
 */
export function customSnoozeEnd(
  typed: string,
  { now, zone = 'local' }: SnoozeOptions,
): CustomSnooze {
  const end = DateTime.fromISO(typed, { zone });
  if (!end.isValid) return { problem: 'missing' };
  const start = DateTime.fromJSDate(now, { zone });
  if (end <= start) return { problem: 'past' };
  if (end > start.plus({ days: LONGEST_SNOOZE })) return { problem: 'tooFar' };
  return { until: rfc3339(end) };
}

function rfc3339(moment: DateTime) {
  return moment.toJSDate().toISOString();
}
