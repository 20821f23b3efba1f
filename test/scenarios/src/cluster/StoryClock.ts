import { setTimeout as sleep } from 'node:timers/promises';
import { parseDuration } from '../scenario/durations';

/** When every scenario is captured, so that logs may write times out and a rebuilt dump differs little from the one before. A Monday. */
export const CAPTURED_AT = new Date('2026-03-02T10:00:00Z');

/** How long before the capture the cluster was set up. */
const CLUSTER_AGE = parseDuration('30d');

/**
 * Tells what a moment of the rebuild is in a scenario's story, in which minutes and hours pass between steps that are taken within seconds.
 *
 * The story ends long before the rebuild, so a time tells by itself to which of the two it belongs.
 */
export class StoryClock {
  readonly #steps: { real: number; story: number }[] = [];

  /** From now on things happen in a step of the scenario. Begins with a full second, since most times of Kubernetes are no finer. */
  async begin(ago: string): Promise<void> {
    await sleep(1000 - (Date.now() % 1000));
    const real = Math.floor(Date.now() / 1000) * 1000;
    this.#steps.push({ real, story: this.ago(ago).getTime() });
  }

  /** The present of the story. */
  now(): Date {
    return this.toStory(new Date());
  }

  /** A time of the story, counted back from the capture. */
  ago(duration: string): Date {
    return new Date(CAPTURED_AT.getTime() - parseDuration(duration));
  }

  /** A moment of the rebuild as a time of the story; times of the story are what they are. What was there before the first step is as old as the cluster. */
  toStory(time: Date): Date {
    if (time <= CAPTURED_AT) return time;
    const step = this.#steps.findLast(({ real }) => real <= time.getTime());
    return step
      ? new Date(step.story + time.getTime() - step.real)
      : new Date(CAPTURED_AT.getTime() - CLUSTER_AGE);
  }
}

/** As the API server prints times. */
export function formatTime(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}
