import { analyze } from '@opsagent/engine';
import {
  caseOfAnalysis,
  citedIn,
  createModel,
  createPrivacy,
  investigate,
  InvestigationResult,
  InvestigationScope,
  ModelChain,
  ModelOptions,
  viewOfDump,
} from '@opsagent/investigator';
import { DumpStore } from '../dump/DumpStore';

/** Pseudonyms in a recording mean the same when it is replayed. */
const KEY = 'key of the recordings';

/** Investigates the worst incident of a stored scenario. */
export async function investigateScenario(
  scenario: string,
  model: Pick<ModelOptions, 'baseUrl' | 'apiKey' | 'model' | 'api'>,
): Promise<InvestigationResult> {
  const snapshot = DumpStore.open().read(scenario);
  if (!snapshot) throw new Error(`${scenario} has not been played yet`);
  const analysis = analyze(snapshot);
  const incident = caseOfAnalysis(analysis);
  return investigate({
    incident,
    view: viewOfDump(
      snapshot,
      analysis,
      InvestigationScope.aroundIncident(incident).withPodsOn(snapshot),
    ),
    models: new ModelChain([
      createModel({
        ...model,
        name: model.model,
        contextTokens: 128_000,
        maximumOutputTokens: 8_000,
        sends: [],
      }),
    ]),
    privacy: createPrivacy({ key: KEY }),
    signal: new AbortController().signal,
  });
}

/** The entries of the ledger that a verdict cites. */
export function citationsOf({ verdict, ledger }: InvestigationResult) {
  const cited = verdict && citedIn(verdict);
  return ledger.filter(({ id }) => cited?.has(id));
}
