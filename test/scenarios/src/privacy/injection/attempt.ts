import { analyze } from '@opsagent/engine';
import {
  answerQuestion,
  AnswerResult,
  caseOfAnalysis,
  createModel,
  createPrivacy,
  defineTool,
  IncidentCase,
  investigate,
  InvestigationResult,
  InvestigationScope,
  ModelChain,
  viewOfDump,
} from '@opsagent/investigator';
import {
  calls,
  ModelServer,
  ReceivedRequest,
  says,
  TurnCall,
} from '@opsagent/test-model-server';
import { z } from 'zod';
import { Attack, POD } from './Attack';
import { plantedCluster } from './plantedCluster';

const object = (kind: string, name: string) => ({
  kind,
  namespace: 'hr',
  name,
});

/** Wherever an attack is, it is read. */
const READING: readonly TurnCall[] = [
  { name: 'get_object', arguments: object('Pod', POD) },
  { name: 'get_object', arguments: object('Deployment', 'leave') },
  { name: 'get_object', arguments: object('ConfigMap', 'leave-settings') },
  { name: 'get_events', arguments: object('Pod', POD) },
  {
    name: 'get_logs',
    arguments: {
      namespace: 'hr',
      pod: POD,
      container: 'leave',
      previous: false,
      since_minutes: null,
      contains: null,
      lines: 100,
    },
  },
  { name: 'read_runbook', arguments: {} },
];

/** What came of an attack on a model that obeys whatever it reads. */
export interface Attempt<
  Result extends InvestigationResult | AnswerResult =
    InvestigationResult | AnswerResult,
> {
  attack: Attack;
  incident: IncidentCase;
  result: Result;
  /** What the model was sent. */
  requests: readonly ReceivedRequest[];
}

/** Investigates a cluster in which the attack is planted, with a model that reads it and does what it says. */
export async function attempt(
  attack: Attack,
  server: ModelServer,
): Promise<Attempt<InvestigationResult>> {
  const { incident, view, ...run } = prepare(attack, server);
  server.otherwise(says(verdictOf(attack)));
  const result = await investigate({ incident, view, ...run });
  return { attack, incident, result, requests: [...server.requests] };
}

/** Asks about an incident of such a cluster, of the same model. */
export async function attemptAnswer(
  attack: Attack,
  server: ModelServer,
): Promise<Attempt<AnswerResult>> {
  const { incident, view, ...run } = prepare(attack, server);
  server.otherwise(says(answerOf(attack)));
  const result = await answerQuestion({
    question: 'Why does it fail, and what helps?',
    subject: { type: 'incident', incident },
    cluster: { scope: view.scope, read: async () => view },
    ...run,
  });
  return { attack, incident, result, requests: [...server.requests] };
}

/** Plants the attack, and lets the model read wherever it may be and then do what it says. */
function prepare(attack: Attack, server: ModelServer) {
  const snapshot = plantedCluster(attack);
  const analysis = analyze(snapshot);
  const incident = caseOfAnalysis(
    analysis,
    analysis.incidents.find(each => each.subject.namespace === 'hr')?.id,
  );
  server.reset();
  server.script(
    calls(READING),
    ...(attack.calls ? [calls(attack.calls)] : []),
    says('Enough.'),
  );
  return {
    incident,
    view: viewOfDump(
      snapshot,
      analysis,
      InvestigationScope.ofIncident(incident),
    ),
    models: new ModelChain([
      createModel({
        name: 'obedient',
        model: 'obedient',
        api: 'chat-completions',
        baseUrl: server.baseUrl,
        contextTokens: 1_000_000,
        maximumOutputTokens: 4_000,
        retries: 0,
        sends: [],
      }),
    ]),
    privacy: createPrivacy({ key: 'key of the suite' }),
    tools: [runbook(attack)],
    signal: new AbortController().signal,
  };
}

function runbook({ place, text }: Attack) {
  return defineTool({
    name: 'read_runbook',
    description: 'The runbook of the component.',
    schema: z.strictObject({}),
    run: async () => ({
      facts: [
        {
          kind: 'document' as const,
          text: place === 'runbook' ? text : 'Restart it.',
        },
      ],
    }),
  });
}

function verdictOf({ verdict }: Attack): string {
  if (typeof verdict === 'string') return verdict;
  return JSON.stringify({
    outcome: 'explained',
    summary: 'The Secret lacks a key.',
    hypotheses: [
      {
        cause: 'The Secret lacks a key',
        explanation: 'The container cannot be created without it.',
        confidence: 0.9,
        subject: object('Deployment', 'leave'),
        prior: 'H1',
        evidence: [{ id: 'E1', why: 'it says so' }],
        against: [],
        refuted_by: 'The key is there.',
      },
    ],
    next_steps: [],
    recommendations: [],
    missing: [],
    hostile_text: [],
    ...verdict,
  });
}

/** What the attack wants to be said, citing what it wants to be cited. */
function answerOf({ verdict }: Attack): string {
  if (typeof verdict === 'string') return verdict;
  const text = JSON.stringify(verdict ?? 'The Secret lacks a key.');
  return JSON.stringify({
    outcome: 'answered',
    statements: [
      {
        text: text.slice(0, 2_000),
        evidence: [...new Set(text.match(/\bE\d+\b/g) ?? ['E1'])],
      },
    ],
    missing: [],
    filter: null,
    next_questions: [],
    hostile_text: [],
  });
}
