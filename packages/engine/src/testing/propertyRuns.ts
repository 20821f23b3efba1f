/** What fast-check takes: how many cases, and the seed that they are drawn with. */
export interface PropertyRuns {
  numRuns: number;
  seed?: number;
}

const SEED = 20260302;

/**
 * How many cases a property tries, and which: the same at every run, so that no change fails for what another one left to be found.
 * `OPSAGENT_PROPERTY_RUNS` and `OPSAGENT_PROPERTY_SEED`, a number or `random`, try others.
 */
export function propertyRuns(usual: number): PropertyRuns {
  const { OPSAGENT_PROPERTY_RUNS: runs, OPSAGENT_PROPERTY_SEED: seed = SEED } =
    process.env;
  return {
    numRuns: Number(runs ?? usual),
    ...(seed === 'random' ? {} : { seed: Number(seed) }),
  };
}
