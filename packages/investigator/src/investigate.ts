import { ClusterView } from './cluster/ClusterView';
import { IncidentCase } from './IncidentCase';
import { InvestigationResult } from './InvestigationResult';
import { InvestigationStep } from './InvestigationStep';
import { EvidenceLedger } from './ledger/EvidenceLedger';
import { ModelRun, RunOptions } from './ModelRun';
import { objectsOfIncident } from './objectsOfIncident';
import { learnFromObjects } from './privacy/learnFromObjects';
import { CONCLUDE, INSTRUCTIONS } from './prompt/instructions';
import { openingOf, openingRoom } from './prompt/openingOf';
import { DEFAULT_LIMITS } from './RunLimits';
import { Tool } from './tools/Tool';
import { ToolBox } from './tools/ToolBox';
import { modelVerdictSchema } from './verdict/modelVerdictSchema';
import { Verdict } from './verdict/Verdict';
import { VerdictCheck } from './verdict/VerdictCheck';

export interface InvestigateOptions extends RunOptions<InvestigationStep> {
  incident: IncidentCase;
  view: ClusterView;
  /** Beside those that look at the cluster. */
  tools?: readonly Tool[];
}

/**
 * Lets a model look into one incident with read-only tools, and holds what it concludes against what it saw.
 *
 * Never throws: what goes wrong is the outcome.
 */
export async function investigate(
  options: InvestigateOptions,
): Promise<InvestigationResult> {
  const { incident, privacy, runTool, tools = [], view } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const ledger = new EvidenceLedger({ privacy });
  const run = new ModelRun<{ type: 'concluded'; verdict: Verdict }>(
    options,
    limits,
    ledger,
  );
  const result = await run.end(async () => {
    const { scope, snapshot } = view;
    const now = snapshot.capturedAt;
    learnFromObjects(objectsOfIncident(incident), view, privacy);
    const room = openingRoom(run.model);
    const told = { incident, ledger, now, privacy, room, scope };
    run.open(INSTRUCTIONS, openingOf(told));
    const cluster = { scope, read: async () => view };
    const box = new ToolBox({ tools, cluster, ledger, privacy, runTool });
    const check = new VerdictCheck({ incident, ledger });
    const written = await run.conclude(box, CONCLUDE, {
      name: 'verdict',
      schema: modelVerdictSchema,
      check: verdict => check.problemsOf(verdict),
    });
    return { type: 'concluded', verdict: check.settle(written) };
  });
  const last = result.steps.at(-1);
  switch (last?.type) {
    case 'concluded':
      return { outcome: last.type, verdict: last.verdict, ...result };
    case 'cancelled':
      return { outcome: last.type, ...result };
    default:
      return { outcome: 'failed', ...result };
  }
}
