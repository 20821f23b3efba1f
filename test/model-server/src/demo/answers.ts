import { JsonObject, ReceivedRequest } from '../ReceivedRequest';
import { calls, says, Turn } from '../Turn';
import { readConversation, ToldConversation } from './readConversation';

/** Milliseconds between two words. */
const pieceEvery = 15;

/** What a careful model would do with a question: looks at what it is about, and says no more than it was told, with where it was told. */
export function answers(request: ReceivedRequest): Turn {
  const told = readConversation(request);
  const { form, looks, question = '', subject } = told;
  if (form) {
    return says(JSON.stringify(answerOf(told, question)), { pieceEvery });
  }
  const offered = (name: string) => request.tools.includes(name);
  if (looks === 0 && asksForList(question) && offered('list_incidents')) {
    return calls([{ name: 'list_incidents', arguments: listingOf(question) }], {
      text: 'I look through the incidents.',
      pieceEvery,
    });
  }
  if (looks === 0 && subject && offered('get_events')) {
    return calls([{ name: 'get_events', arguments: subject }], {
      text: 'I look at the events.',
      pieceEvery,
    });
  }
  return says('I have seen what I need.', { pieceEvery });
}

function answerOf(
  { facts, priors }: ToldConversation,
  question: string,
): JsonObject {
  const filter = asksForList(question) ? listingOf(question) : null;
  const next_questions = [
    'What changed shortly before it began?',
    'Which incidents are critical?',
  ].filter(each => each !== question);
  const seen = facts.filter(fact => fact.kind !== 'unread');
  const last = seen.at(-1);
  if (!last) {
    return {
      outcome: 'not-determinable',
      statements: [{ text: 'Nothing of it could be seen.', evidence: [] }],
      missing: ['Anything of what was asked about'],
      filter,
      next_questions,
      hostile_text: [],
    };
  }
  const [prior] = priors;
  return {
    outcome: 'answered',
    statements: [
      {
        text: String(prior?.says ?? 'This is what I was told of it.'),
        evidence: [...new Set([seen[0].id, last.id])],
      },
      { text: 'I know of nothing that speaks against it.', evidence: [] },
    ],
    missing: [],
    filter,
    next_questions,
    hostile_text: [],
  };
}

function asksForList(question: string): boolean {
  return /\bincidents\b/i.test(question);
}

function listingOf(question: string): JsonObject {
  return {
    severity: /critical/i.test(question) ? ['critical'] : null,
    state: null,
    age: /last day/i.test(question) ? 'day' : null,
    cluster: null,
    namespace: null,
    owner: null,
    system: null,
    cause: null,
    order: 'severity',
  };
}
