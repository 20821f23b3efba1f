import {
  Answer,
  ConversationEvent,
  ConversationMessage,
  ConversationRecord,
  LedgerEntry,
  RecordedAnswerStep,
} from '@opsagent/backstage-plugin-opsagent-common';

const MODEL = 'gpt-x';
const USAGE = {
  inputTokens: 1_200,
  outputTokens: 34,
  cachedInputTokens: 0,
  estimated: false,
  cost: 0.0021,
};

const SEEN: LedgerEntry = {
  id: 'E2',
  kind: 'summary',
  about: { kind: 'Pod', namespace: 'shop', name: 'orders-db-0' },
  text: '{"waiting":"no Secret"}',
};

export const sampleAnswer: Answer = {
  outcome: 'answered',
  statements: [
    {
      text: 'It waits for a Secret. <b>See</b> [here](http://x.example).',
      evidence: ['E2'],
      isProven: true,
    },
    { text: 'Somebody may have deleted it.', evidence: [], isProven: false },
  ],
  missing: ['The audit log of the API server'],
  incidents: {
    listing: { severity: ['critical'], age: 'day', order: 'newest' },
    totalItems: 3,
  },
  nextQuestions: ['Who may create Secrets there?'],
  hostileText: ['E2'],
};

/** A question with its answer, as a test says. */
export function sampleMessage(
  fields: Partial<ConversationMessage> = {},
): ConversationMessage {
  const now = new Date().toISOString();
  return {
    number: 1,
    text: 'Why does it wait?',
    state: 'concluded',
    askedAt: now,
    endedAt: now,
    model: MODEL,
    usage: { ...USAGE, calls: 1 },
    currency: 'EUR',
    answer: sampleAnswer,
    evidence: [SEEN],
    ...fields,
  };
}

/** The same while it is answered. */
export function runningMessage(
  fields: Partial<ConversationMessage> = {},
): ConversationMessage {
  return sampleMessage({
    state: 'running',
    endedAt: undefined,
    answer: undefined,
    evidence: [],
    ...fields,
  });
}

/** A conversation with these questions, used last now. */
export function sampleConversation(
  messages: ConversationMessage[],
  fields: Partial<ConversationRecord> = {},
): ConversationRecord {
  const now = new Date().toISOString();
  return {
    id: 'conversation-1',
    about: { type: 'incident', id: 'incident-1' },
    title: messages.at(0)?.text,
    questions: messages.length,
    createdAt: now,
    updatedAt: now,
    messages,
    mayAsk: true,
    ...fields,
  };
}

const STEPS: RecordedAnswerStep['step'][] = [
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
    arguments: { kind: 'Pod', namespace: 'shop' },
    facts: ['E2'],
    repeated: false,
  },
];

/** What happens before the answer is there. */
export const sampleAnswerSteps: ConversationEvent[] = STEPS.map(
  (step, index) => ({
    type: 'step',
    step: {
      number: index + 1,
      at: '2026-03-01T12:00:00.000Z',
      step,
      entered: index === 2 ? [SEEN] : [],
    },
  }),
);
