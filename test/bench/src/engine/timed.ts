/** In milliseconds. */
export interface Time {
  /** Processor time of all threads, those of the garbage collector and the compiler included: it tells the work, whatever else the machine does meanwhile. */
  cpu: number;
  /** By the clock. */
  elapsed: number;
}

/** Times work that begins with a clean heap. Needs `--expose-gc`. */
export function timed(work: () => unknown): Time {
  globalThis.gc?.();
  const start = performance.now();
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return {
    cpu: (user + system) / 1_000,
    elapsed: performance.now() - start,
  };
}

/** Of each measure by itself. */
export function median(times: readonly Time[]): Time {
  return {
    cpu: middleOf(times.map(each => each.cpu)),
    elapsed: middleOf(times.map(each => each.elapsed)),
  };
}

function middleOf(values: readonly number[]) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
