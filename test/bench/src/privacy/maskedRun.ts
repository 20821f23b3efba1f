import { ClusterSnapshot, graphOf } from '@opsagent/engine';
import {
  createPrivacy,
  IncidentCase,
  investigate,
  InvestigationScope,
  Model,
  ModelChain,
} from '@opsagent/investigator';

const REQUESTS = 40;
const FEWER_REQUESTS = 10;
/** About as much as one tool may tell at once. */
const LINES_AT_ONCE = 90;
const ROUNDS = 5;
const KEY = 'a key of the bench';

const INCIDENT: IncidentCase = {
  id: 'incident',
  cluster: 'bench',
  title: 'cart is broken',
  severity: 'high',
  subject: { kind: 'Deployment', namespace: 'shop', name: 'cart' },
  causes: [],
  findings: [],
  recommendations: [],
};

const VERDICT = {
  outcome: 'not-determinable',
  summary: 'Nothing decides.',
  hypotheses: [],
  next_steps: [],
  recommendations: [],
  missing: [],
  hostile_text: [],
};

/** How much longer a run takes in which a model reads four times as much: each of its requests sends all that was said before once more. */
export async function maskedRun(lines: readonly string[]) {
  const parts = partsOf(lines);
  const few = await secondsOf(() => runOver(parts.slice(0, FEWER_REQUESTS)));
  const many = await secondsOf(() => runOver(parts));
  return {
    requests: REQUESTS,
    fewer: FEWER_REQUESTS,
    characters: parts.flat().join('\n').length,
    times: many / few,
  };
}

function partsOf(lines: readonly string[]): (readonly string[])[] {
  return Array.from({ length: REQUESTS }, (_, part) =>
    lines.slice(part * LINES_AT_ONCE, (part + 1) * LINES_AT_ONCE),
  );
}

async function runOver(parts: readonly (readonly string[])[]): Promise<void> {
  const snapshot = new ClusterSnapshot({
    cluster: 'bench',
    capturedAt: new Date(0),
    objects: [],
  });
  const { outcome } = await investigate({
    incident: INCIDENT,
    view: {
      snapshot,
      graph: graphOf(snapshot),
      scope: InvestigationScope.ofIncident(INCIDENT),
      logs: { read: async ({ pod }) => parts[Number(pod)] },
      findings: [],
    },
    models: new ModelChain([modelThatReads(parts.length)]),
    privacy: createPrivacy({ key: KEY }),
    limits: { modelCalls: REQUESTS + 2, toolCalls: REQUESTS + 2 },
    signal: new AbortController().signal,
  });
  if (outcome !== 'concluded') throw new Error(`The run has ${outcome}`);
}

/** Reads one part after the other and then concludes. */
function modelThatReads(parts: number): Model {
  let part = 0;
  return {
    name: 'reader',
    contextTokens: 10_000_000,
    callsTools: true,
    answer: async ({ answer }) => {
      const isDone = part === parts || answer !== undefined;
      return {
        text: isDone ? JSON.stringify(VERDICT) : '',
        toolCalls: isDone
          ? []
          : [
              {
                id: `call-${part}`,
                name: 'get_logs',
                arguments: JSON.stringify({
                  namespace: 'shop',
                  pod: `${part++}`,
                  container: 'app',
                  previous: false,
                  since_minutes: null,
                  contains: null,
                  lines: LINES_AT_ONCE,
                }),
              },
            ],
        stop: isDone ? 'complete' : 'toolCalls',
        usage: {
          inputTokens: 0,
          outputTokens: 0,
          cachedInputTokens: 0,
          estimated: true,
        },
        servedBy: 'reader',
      };
    },
  };
}

/** Processor time of one round, the median of several after a warm-up. */
async function secondsOf(work: () => Promise<void>): Promise<number> {
  await work();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1_000_000);
  }
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)];
}
