import { Cron } from 'croner';
import { minutes } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';

/** A stretch of time, in milliseconds since 1970: later than `after`, and not later than `until`. */
export interface Span {
  after: number;
  until: number;
}

/** UTC, then every quarter of an hour between the westernmost and the easternmost zone. */
const ANYWHERE: readonly number[] = [
  0,
  ...Array.from({ length: 26 * 4 + 1 }, (_, index) =>
    minutes(15 * index - 720),
  ),
];

/** The schedule of a CronJob as the controller reads it. */
export class Schedule {
  readonly #cron: Cron;
  /** Undefined where the CronJob names none: it is then the controller manager's, which no object tells. */
  readonly #timeZone: string | undefined;

  /** Undefined for what cannot be foretold: text that is no schedule, and `@every`, which counts from the last run. */
  static of({ spec }: KnownKinds['CronJob']): Schedule | undefined {
    const [, inText, pattern] =
      /^(?:(?:CRON_)?TZ=(\S+)\s+)?(.*)$/s.exec(spec?.schedule?.trim() ?? '') ??
      [];
    if (!pattern) return undefined;
    try {
      return new Schedule(pattern, inText ?? spec?.timeZone);
    } catch {
      return undefined;
    }
  }

  private constructor(pattern: string, timeZone: string | undefined) {
    // To the controller a step of one is no step: the day then does not count beside a day of the week.
    const normalized = pattern.replace(/(?<=^|\s)[*?]\/1(?=\s|$)/g, '*');
    this.#cron = new Cron(normalized, {
      mode: '5-part',
      sloppyRanges: true,
      utcOffset: 0,
      paused: true,
    });
    this.#timeZone = timeZone;
    if (timeZone) offsetOf(timeZone, 0);
  }

  get isZoneKnown(): boolean {
    return this.#timeZone !== undefined;
  }

  /** Whether no date fits it, such as the 31st of February: the controller takes such text for a schedule, and never makes a run. */
  get isNeverDue(): boolean {
    return this.#cron.nextRun(new Date(0)) === null;
  }

  /**
   * The last of at least `count` times within a span at which a run was due; undefined where a time zone is possible in which fewer were. Given in UTC where the
   * zone is not known.
   */
  lastDue(span: Span, count = 1): Date | undefined {
    const { offsets, skipped } = this.#offsetsWithin(span);
    let last: number | undefined;
    for (const offset of offsets) {
      const due = this.#cron
        // Runs before a moment do not include that moment.
        .previousRuns(count + skipped, new Date(span.until + offset + 1_000))
        .map(each => each.getTime() - offset);
      const earliest = due[count + skipped - 1];
      if (earliest === undefined || earliest <= span.after) return undefined;
      last ??= due[0];
    }
    return last === undefined ? undefined : new Date(last);
  }

  /** How far local time may be ahead of UTC, likeliest first, and how many runs a change of the clocks may have skipped. */
  #offsetsWithin({ after, until }: Span) {
    if (!this.#timeZone) return { offsets: ANYWHERE, skipped: 0 };
    const offsets = new Set(
      [until, after].map(time => offsetOf(this.#timeZone!, time)),
    );
    return { offsets, skipped: offsets.size - 1 };
  }
}

/** How far a zone is ahead of UTC. Throws a RangeError for a zone that does not exist. */
function offsetOf(timeZone: string, time: number): number {
  const parts = formatOf(timeZone).formatToParts(time);
  const name = parts.find(each => each.type === 'timeZoneName')?.value ?? '';
  const [, sign, hour = '0', minute = '0'] =
    /([+-])(\d+):(\d+)/.exec(name) ?? [];
  const offset = minutes(Number(hour) * 60 + Number(minute));
  return sign === '-' ? -offset : offset;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one takes longer than all else that a schedule is asked for, and there are only some hundred zones. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    timeZoneName: 'longOffset',
  });
  formats.set(timeZone, format);
  return format;
}
