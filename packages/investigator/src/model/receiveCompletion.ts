import type * as Chat from 'openai/resources/chat/completions';
import type { CompletionUsage } from 'openai/resources/completions';
import { malformed } from './describeFailure';
import { Reception } from './Reception';

/** Takes in one piece of a stream. */
export function receiveChunk(
  chunk: Chat.ChatCompletionChunk,
  reception: Reception,
): void {
  if (holdsText(chunk)) reception.piece();
  else reception.thinking();
  reception.servedBy ||= chunk.model;
  receiveUsage(chunk.usage, reception);
  // Some servers send pieces without choices, such as the last with the usage.
  const choice = chunk.choices?.[0];
  if (!choice) return;
  const { content, refusal, tool_calls: toolCalls } = choice.delta ?? {};
  receiveReasoning(choice.delta, reception);
  if (content) reception.addText(content);
  if (refusal) reception.addRefusal(refusal);
  for (const call of toolCalls ?? []) {
    const { index, id, type: _, function: called, ...extra } = call;
    reception.addCall({ index, id, ...called, extra });
  }
  if (choice.finish_reason) {
    reception.stop = stopOf(choice.finish_reason);
  }
}

/**
 * Takes in an answer that came as a whole.
 *
 * @throws ModelError when it is none
 */
export function receiveCompletion(
  completion: Chat.ChatCompletion,
  reception: Reception,
  name: string,
): void {
  // A proxy or another kind of server may have answered with anything.
  const choice = completion?.choices?.[0];
  if (!choice?.message) throw malformed(name);
  reception.whole();
  reception.servedBy = completion.model;
  receiveUsage(completion.usage, reception);
  const { content, refusal, tool_calls: toolCalls } = choice.message;
  receiveReasoning(choice.message, reception);
  if (content) reception.addText(content);
  if (refusal) reception.addRefusal(refusal);
  for (const [index, call] of (toolCalls ?? []).entries()) {
    if (call.type === 'function') {
      const { id, type: _, function: called, ...extra } = call;
      reception.addCall({ index, id, ...called, extra });
    }
  }
  reception.stop = stopOf(choice.finish_reason);
}

/** Whether the model wrote something, be it reasoning that is not taken in; many servers open a stream before it does. */
function holdsText({ choices }: Chat.ChatCompletionChunk): boolean {
  const { role: _, ...written } = choices?.[0]?.delta ?? {};
  return Object.values(written).some(each =>
    Array.isArray(each) ? each.length > 0 : Boolean(each),
  );
}

/** Several servers tell it by a name that is not of the protocol. */
function receiveReasoning(
  written: object | undefined,
  reception: Reception,
): void {
  if (!written || !('reasoning_content' in written)) return;
  const { reasoning_content: reasoning } = written;
  if (typeof reasoning === 'string') reception.addReasoning(reasoning);
}

function receiveUsage(
  usage: CompletionUsage | null | undefined,
  reception: Reception,
): void {
  if (!usage) return;
  reception.counted = {
    input: usage.prompt_tokens,
    cachedInput: usage.prompt_tokens_details?.cached_tokens ?? 0,
    output: usage.completion_tokens,
  };
}

function stopOf(reason: string): 'complete' | 'length' | 'refusal' {
  switch (reason) {
    case 'length':
      return 'length';
    case 'content_filter':
      return 'refusal';
    default:
      return 'complete';
  }
}
