import {
  Investigation,
  InvestigationEvent,
  RecordedStep,
  Transcript,
  Verdict,
} from '@opsagent/backstage-plugin-opsagent-common';

const POD = { kind: 'Pod', namespace: 'shop', name: 'orders-db-0' };
const AT = '2026-03-01T12:00:00.000Z';
const MODEL = 'gpt-x';
const USAGE = {
  inputTokens: 1_200,
  outputTokens: 34,
  cachedInputTokens: 0,
  estimated: false,
  cost: 0.0021,
};

const VERDICT: Verdict = {
  outcome: 'explained',
  summary:
    'The Secret is in another namespace. <b>See</b> [here](http://x.example).',
  hypotheses: [
    {
      cause: 'The Secret was created in namespace bank',
      explanation: 'The pod looks for it in its own namespace.',
      confidence: 0.8,
      subject: { kind: 'StatefulSet', namespace: 'shop', name: 'orders-db' },
      prior: 'H1',
      evidence: [{ id: 'E2', why: 'the pod waits for it' }],
      against: [{ id: 'E1', why: 'it was there before' }],
      refutedBy: 'The Secret is in namespace shop.',
      isProven: true,
    },
    {
      cause: 'The node is broken',
      explanation: '',
      confidence: 0.2,
      subject: { kind: 'Node', name: 'worker-1' },
      evidence: [],
      against: [],
      refutedBy: '',
      isProven: false,
    },
  ],
  nextSteps: ['Create the Secret in namespace shop'],
  recommendations: [],
  missing: ['The logs of the operator'],
  hostileText: ['E2'],
  againstRules: 'agrees',
};

const STEPS: RecordedStep['step'][] = [
  { type: 'started', model: MODEL, facts: ['E1'] },
  {
    type: 'modelCall',
    model: MODEL,
    servedBy: 'gpt-x-1',
    text: 'I look at the pod.',
    usage: USAGE,
    duration: 900,
  },
  {
    type: 'toolCall',
    tool: 'list_objects',
    arguments: { kind: 'Pod', namespace: 'shop', labels: null },
    facts: ['E2'],
    repeated: false,
  },
  { type: 'concluded', verdict: VERDICT },
];

/** What an investigation did, from the first step to the last. */
export const sampleSteps: RecordedStep[] = STEPS.map((step, index) => ({
  number: index + 1,
  at: AT,
  step,
  entered:
    {
      0: [{ id: 'E1', kind: 'finding' as const, text: 'It cannot start' }],
      2: [
        {
          id: 'E2',
          kind: 'summary' as const,
          about: POD,
          text: '{"waiting":"no Secret"}',
        },
      ],
    }[index] ?? [],
}));

/** An investigation by gpt-x that stands as a test says. */
export function sampleInvestigation(
  fields: Partial<Investigation> = {},
  details: Partial<NonNullable<Investigation['details']>> = {},
): Investigation {
  return {
    id: 'investigation-1',
    incident: 'incident-1',
    state: 'concluded',
    startedAt: AT,
    endedAt: AT,
    details: {
      requestedBy: 'user:default/ana',
      automatic: false,
      model: MODEL,
      usage: { ...USAGE, calls: 1 },
      currency: 'EUR',
      verdict: VERDICT,
      outdated: false,
      mayCancel: false,
      ...details,
    },
    ...fields,
  };
}

/** The same while it runs. */
export function runningInvestigation(): Investigation {
  return sampleInvestigation(
    { state: 'running', endedAt: undefined },
    { verdict: undefined, mayCancel: true },
  );
}

/** Everything that comes of it, one after the other. */
export const sampleEvents: InvestigationEvent[] = [
  ...sampleSteps.map(step => ({ type: 'step' as const, step })),
  { type: 'end', investigation: sampleInvestigation() },
];

export const sampleTranscript: Transcript = {
  models: [
    {
      model: MODEL,
      messages: [
        {
          role: 'tools',
          tools: [
            {
              name: 'list_objects',
              description: 'Lists objects of one kind.',
              parameters: { type: 'object' },
            },
          ],
        },
        { role: 'system', text: 'You look into one incident.' },
        { role: 'user', text: 'Mail <email-1> when done.' },
        {
          role: 'assistant',
          text: '',
          toolCalls: [
            { id: '1', name: 'list_objects', arguments: '{"kind":"Pod"}' },
          ],
        },
      ],
    },
  ],
  calls: [
    {
      at: AT,
      model: MODEL,
      servedBy: 'gpt-x-1',
      usage: USAGE,
      duration: 900,
    },
  ],
};
