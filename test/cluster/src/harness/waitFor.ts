import { setTimeout as sleep } from 'node:timers/promises';

export interface WaitForOptions {
  /** Milliseconds; 60,000 unless given. */
  timeout?: number;
  /** Milliseconds between two looks; 250 unless given. */
  interval?: number;
}

/** Thrown by a condition that can never come true any more. */
export class HopelessError extends Error {
  readonly name = 'HopelessError';
}

/**
 * Looks again and again until the condition gives something other than `undefined` or `false`, and returns that.
 *
 * @param what - what is waited for, in the words of the error
 */
export async function waitFor<T>(
  what: string,
  condition: () => Promise<T | undefined | false>,
  options: WaitForOptions = {},
): Promise<T> {
  const { timeout = 60_000, interval = 250 } = options;
  const deadline = Date.now() + timeout;
  let problem: unknown;
  do {
    try {
      const found = await condition();
      if (found !== undefined && found !== false) return found;
      problem = undefined;
    } catch (error) {
      if (error instanceof HopelessError) throw error;
      problem = error;
    }
    await sleep(interval);
  } while (Date.now() < deadline);
  throw new Error(`Waited ${timeout / 1000} s in vain for ${what}`, {
    cause: problem,
  });
}
