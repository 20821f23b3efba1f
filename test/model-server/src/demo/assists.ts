import { ReceivedRequest } from '../ReceivedRequest';
import { Turn } from '../Turn';
import { answers } from './answers';
import { explains } from './explains';
import { investigates } from './investigates';
import { readConversation } from './readConversation';

/** Does what OpsAgent asks a model for: answers a question, explains an incident, or investigates it. */
export function assists(request: ReceivedRequest): Turn {
  const { form, question } = readConversation(request);
  if (question !== undefined) return answers(request);
  return form === 'summary' ? explains(request) : investigates(request);
}
