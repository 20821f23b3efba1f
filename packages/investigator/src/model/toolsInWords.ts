import { ModelMessage, ToolCall } from './Model';

/** The messages for a model that knows no tools: what another one has called before, and what came of it, is told in words. */
export function toolsInWords(
  messages: readonly ModelMessage[],
): readonly ModelMessage[] {
  const called = new Map<string, ToolCall>();
  const told: ModelMessage[] = [];
  for (const message of messages) {
    if (message.role === 'assistant') {
      for (const call of message.toolCalls ?? []) called.set(call.id, call);
      told.push({
        role: 'assistant',
        text: [message.text, ...(message.toolCalls ?? []).map(wordCall)]
          .filter(text => text !== '')
          .join('\n'),
      });
      continue;
    }
    if (message.role === 'system') {
      told.push(message);
      continue;
    }
    const text =
      message.role === 'tool'
        ? wordResult(called.get(message.callId), message.text)
        : message.text;
    const last = told.at(-1);
    // Many models take no two messages of one side in a row.
    if (last?.role === 'user') told.pop();
    told.push({
      role: 'user',
      text: last?.role === 'user' ? `${last.text}\n\n${text}` : text,
    });
  }
  return told;
}

function wordCall(call: ToolCall): string {
  return `${call.name} ${call.arguments}`;
}

function wordResult(call: ToolCall | undefined, text: string): string {
  return `${call ? wordCall(call) : 'A tool'} brought:\n${text}`;
}
