import { ClusterSnapshot } from './ClusterSnapshot';

/** Durations in milliseconds, the engine's only unit of time. */
export const seconds = (count: number): number => count * 1_000;
export const minutes = (count: number): number => seconds(count * 60);
export const hours = (count: number): number => minutes(count * 60);
export const days = (count: number): number => hours(count * 24);

/** Whether a timestamp lies at least `duration` before the capture. A missing timestamp is never old enough. */
export function olderThan(
  snapshot: ClusterSnapshot,
  timestamp: string | undefined,
  duration: number,
): boolean {
  const age = snapshot.age(timestamp);
  return age !== undefined && age >= duration;
}

/** Whether a timestamp lies less than `duration` before the capture. A missing timestamp is never recent. */
export function within(
  snapshot: ClusterSnapshot,
  timestamp: string | undefined,
  duration: number,
): boolean {
  const age = snapshot.age(timestamp);
  return age !== undefined && age < duration;
}
