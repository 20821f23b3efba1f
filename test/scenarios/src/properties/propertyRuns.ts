import type { Parameters } from 'fast-check';

/** The same cases at every run, so that no change fails for what another one left to be found. */
const SEED = 20260302;
const RUNS = 60;

/**
 * How many cases a property tries, and which. `OPSAGENT_PROPERTY_RUNS=1000` tries more of them; `OPSAGENT_PROPERTY_SEED=random` tries others at each run, and
 * the seed that a failure prints, set in its place, repeats it.
 */
export const PROPERTY_RUNS: Pick<Parameters, 'numRuns' | 'seed'> = {
  numRuns: Number(process.env.OPSAGENT_PROPERTY_RUNS ?? RUNS),
  ...(process.env.OPSAGENT_PROPERTY_SEED === 'random'
    ? {}
    : { seed: Number(process.env.OPSAGENT_PROPERTY_SEED ?? SEED) }),
};
