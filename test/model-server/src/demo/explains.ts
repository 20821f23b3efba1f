import { ReceivedRequest } from '../ReceivedRequest';
import { says, Turn } from '../Turn';
import { readConversation } from './readConversation';

/** Says of an incident what the rules say. */
export function explains(request: ReceivedRequest): Turn {
  const { facts, priors } = readConversation(request);
  const [prior] = priors;
  const [fact] = facts;
  return says(
    JSON.stringify({
      sentences: [
        {
          text: String(prior?.says ?? 'Why it fails is not known.').slice(
            0,
            600,
          ),
          evidence: prior && fact ? [fact.id] : [],
          recommendations: [],
        },
      ],
    }),
  );
}
