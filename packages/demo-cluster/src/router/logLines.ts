import type { Request } from 'express';
import { integer, text } from '../api/listOptions';
import { isTrue } from '../api/RequestTarget';
import { invalid } from '../errors/failures';

/** Which part of a log a client wants. */
export interface LogOptions {
  /** The last lines only. */
  tailLines?: number;
  /** Bytes from the beginning of what is left. */
  limitBytes?: number;
  /** Only lines of the last seconds; lines without a time of their own are always returned. */
  sinceSeconds?: number;
  sinceTime?: string;
  /** Each line begins with its time. */
  timestamps: boolean;
}

/** @throws StatusError 400 for what is no number, 422 for one out of range */
export function parseLogOptions(
  query: Request['query'],
  pod: string,
): LogOptions {
  const number = (field: string, minimum: number, message: string) => {
    const value = integer(query[field]);
    if (value === undefined || value >= minimum) return value;
    throw invalid(
      { kind: 'PodLogOptions', name: pod },
      {
        reason: 'FieldValueInvalid',
        message: `Invalid value: ${value}: ${message}`,
        field,
      },
    );
  };
  return {
    tailLines: number('tailLines', 0, 'must be greater than or equal to 0'),
    limitBytes: number('limitBytes', 1, 'must be greater than 0'),
    sinceSeconds: number('sinceSeconds', 1, 'must be greater than 0'),
    sinceTime: text(query.sinceTime),
    timestamps: isTrue(query.timestamps),
  };
}

const LEADING_TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z) /;

/** The selected part of a log. A line's own leading time counts as its time; a line without one has that of the line before it, or the container's start. */
export function selectLines(
  log: string,
  options: LogOptions & { startedAt?: string; now: Date },
): string {
  const since = sinceOf(options);
  let time = options.startedAt ?? options.now.toISOString();
  let selected: string[] = [];
  for (const line of log.replace(/\n$/, '').split('\n')) {
    const own = LEADING_TIME.exec(line)?.[1];
    time = own ?? time;
    if (own && Date.parse(own) < since) continue;
    selected.push(options.timestamps && !own ? `${time} ${line}` : line);
  }
  if (log === '') return '';
  if (options.tailLines === 0) selected = [];
  else if (options.tailLines) selected = selected.slice(-options.tailLines);
  const chosen = selected.map(line => `${line}\n`).join('');
  return options.limitBytes === undefined
    ? chosen
    : Buffer.from(chosen).subarray(0, options.limitBytes).toString('utf8');
}

function sinceOf({
  sinceSeconds,
  sinceTime,
  now,
}: LogOptions & { now: Date }): number {
  if (sinceSeconds) return now.getTime() - sinceSeconds * 1000;
  return sinceTime ? Date.parse(sinceTime) : -Infinity;
}
