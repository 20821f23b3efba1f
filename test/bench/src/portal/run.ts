import { BenchDatabase, onEachDatabase } from '../databases';
import { LargePortal } from './LargePortal';
import { Comparison, compareRoutes } from './compareRoutes';
import { misses, renderComparisons } from './renderComparisons';

async function run() {
  const missed: string[] = [];
  await onEachDatabase(async database => {
    const { name } = database;
    const comparisons = await measured(database);
    process.stdout.write(`${name}\n${renderComparisons(comparisons)}\n`);
    missed.push(...misses(comparisons).map(each => `${name}: ${each}`));
  });
  for (const each of missed) process.stdout.write(`missed: ${each}\n`);
  process.exitCode = missed.length > 0 ? 1 : 0;
}

/** As a signed-in user finds it. */
async function measured(database: BenchDatabase): Promise<Comparison[]> {
  const large = await LargePortal.start(database);
  try {
    const { portal } = large;
    return await compareRoutes(portal.baseUrl, await portal.userToken());
  } finally {
    await large.stop();
  }
}

void run();
