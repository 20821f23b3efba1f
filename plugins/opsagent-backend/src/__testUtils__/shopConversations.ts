import {
  ConversationEvent,
  ConversationRecord,
} from '@opsagent/backstage-plugin-opsagent-common';
import { says } from '@opsagent/test-model-server';
import { TestCaller } from './callersOf';

/** An answer that cites one thing that was seen, and claims another; a test states only what matters to it. */
export const answer = (fields: object = {}) =>
  says(
    JSON.stringify({
      outcome: 'answered',
      statements: [
        { text: 'The Secret is missing.', evidence: ['E1'] },
        { text: 'Somebody may have deleted it.', evidence: [] },
      ],
      missing: [],
      filter: null,
      next_questions: ['Who uses it?'],
      hostile_text: [],
      ...fields,
    }),
  );

/** A call that looks at the pods of the broken shop. */
export const PODS = {
  name: 'list_objects',
  arguments: { kind: 'Pod', namespace: 'shop', labels: null },
};

export async function startConversation(caller: TestCaller, body: object) {
  const started = await caller.post('/conversations', body);
  return { status: started.status, body: started.body as ConversationRecord };
}

/** The events in the text of a stream. */
export function eventsIn(text: string): ConversationEvent[] {
  return text
    .split('\n')
    .filter(line => line.startsWith('data: '))
    .map(line => JSON.parse(line.slice(6)));
}

/** Waits for the end of a question. */
export async function answered(caller: TestCaller, id: string, number = 1) {
  const { text } = await caller.get(
    `/conversations/${id}/messages/${number}/events`,
  );
  const end = eventsIn(text).at(-1);
  if (end?.type !== 'end') throw new Error('It has no end');
  return end.message;
}
