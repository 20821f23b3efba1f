import { Finding } from '../findings/Finding';
import { seconds } from '../snapshot/durations';

/** Clocks of components differ and events are written late: a symptom may seem to come this much before its cause. Milliseconds. */
export const TOLERANCE = seconds(60);

type Dated = Pick<Finding, 'since'>;

/** Whether one thing may have led to the other by the order in which they began. An unknown beginning rules nothing out. */
export function precedes(cause: Dated, symptom: Dated): boolean {
  if (!cause.since || !symptom.since) return true;
  return Date.parse(cause.since) <= Date.parse(symptom.since) + TOLERANCE;
}
