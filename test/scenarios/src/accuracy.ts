import { analyze } from '@opsagent/engine';
import { renderReport } from './accuracy/renderReport';
import { score, Score } from './accuracy/score';
import { missedTargets, summarize } from './accuracy/summarize';
import { DumpStore } from './dump/DumpStore';
import { loadScenarios } from './scenario/loadScenarios';

/**
 * `npm run accuracy [-- name ...]`: diagnoses the stored dumps and compares with what the scenarios expect.
 *
 * @returns the exit code: 1 when a target is missed or a scenario was never played
 */
export async function accuracy(names: readonly string[]): Promise<number> {
  const store = DumpStore.open();
  const scores: Score[] = [];
  const unplayed: string[] = [];
  for (const scenario of loadScenarios(names)) {
    const snapshot = store.read(scenario.name);
    if (snapshot) scores.push(score(scenario, analyze(snapshot)));
    else unplayed.push(scenario.name);
  }
  process.stdout.write(renderReport(scores, unplayed));
  const isMet = missedTargets(summarize('all', scores)).length === 0;
  return isMet && unplayed.length === 0 ? 0 : 1;
}
