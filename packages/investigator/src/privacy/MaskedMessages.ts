import { ModelMessage } from '../model/Model';
import { Mask } from './Privacy';

interface MaskedMessage {
  message: ModelMessage;
  /** What the mask had learned when it was masked. */
  learned: number;
}

/** What is said in a conversation as masks let it through: each message masked once, and anew only when the mask has learned of more to hide. */
export class MaskedMessages {
  readonly #byMask = new Map<Mask, WeakMap<ModelMessage, MaskedMessage>>();

  /** @param message - in clear, and never changed */
  of(message: ModelMessage, mask: Mask): ModelMessage {
    const known = this.#byMask.get(mask) ?? new WeakMap();
    this.#byMask.set(mask, known);
    const before = known.get(message);
    if (before && before.learned === mask.learned) return before.message;
    const masked = maskMessage(message, mask);
    known.set(message, { message: masked, learned: mask.learned });
    return masked;
  }
}

function maskMessage(message: ModelMessage, mask: Mask): ModelMessage {
  const masked = { ...message, text: maskLines(message.text, mask) };
  return masked.role === 'assistant' && masked.toolCalls
    ? {
        ...masked,
        toolCalls: masked.toolCalls.map(each => ({
          ...each,
          arguments: mask.mask(each.arguments),
        })),
      }
    : masked;
}

/** Line by line, as each fact is one: so that nothing in one can hide another. */
function maskLines(text: string, mask: Mask): string {
  return text
    .split('\n')
    .map(line => mask.mask(line))
    .join('\n');
}
