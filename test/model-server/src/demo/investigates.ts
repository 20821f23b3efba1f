import { JsonObject, ReceivedRequest } from '../ReceivedRequest';
import { calls, says, Turn } from '../Turn';
import { readConversation, ToldFact } from './readConversation';

/** Milliseconds between two words, about as a model of medium size writes them. */
const pieceEvery = 15;

/**
 * What a careful model would do with an incident of OpsAgent: looks at the subject, then at what is around it, and concludes as the rules do,
 * on evidence that it was told of. It reads nothing but the request, so that it serves every incident.
 */
export function investigates(request: ReceivedRequest): Turn {
  const { subject, facts, priors, looks, form } = readConversation(request);
  if (form) {
    return says(JSON.stringify(verdictOf(facts, priors, subject)), {
      pieceEvery,
    });
  }
  const offered = (name: string) => request.tools.includes(name);
  if (subject && looks === 0 && offered('get_events')) {
    return calls(
      ['get_events', 'get_object']
        .filter(offered)
        .map(name => ({ name, arguments: subject })),
      { text: 'I look at the events and at the object itself.', pieceEvery },
    );
  }
  if (subject && looks === 1 && offered('related_objects')) {
    return calls([{ name: 'related_objects', arguments: subject }], {
      text: 'Next, what it depends on.',
      pieceEvery,
    });
  }
  return says('I have seen what I need.', { pieceEvery });
}

function verdictOf(
  facts: readonly ToldFact[],
  priors: readonly JsonObject[],
  subject: JsonObject | undefined,
): JsonObject {
  const [prior] = priors;
  const proof = facts.find(fact => fact.kind !== 'unread');
  if (!prior || !proof || !subject) {
    return {
      outcome: 'not-determinable',
      summary: 'What could be seen does not decide between the causes.',
      hypotheses: [],
      next_steps: ['Look at the incident again when more can be read.'],
      recommendations: [],
      missing: ['Evidence for any one cause'],
      hostile_text: [],
    };
  }
  const known = new Set(facts.map(fact => fact.id));
  const cited = [prior.evidence].flat().filter(id => known.has(String(id)));
  const evidence = cited.length > 0 ? cited : [proof.id];
  return {
    outcome: 'explained',
    summary: String(prior.says).slice(0, 1_000),
    hypotheses: [
      {
        cause: String(prior.says).slice(0, 1_000),
        explanation: 'What was seen in the cluster agrees with the rules.',
        confidence: 0.8,
        subject,
        prior: prior.id,
        evidence: evidence.map(id => ({ id, why: 'It shows the failure.' })),
        against: [],
        refuted_by: 'The failure would remain after the cause is removed.',
      },
    ],
    next_steps: ['Follow the recommendation of the rules, then look again.'],
    recommendations: [],
    missing: [],
    hostile_text: [],
  };
}
