import { ModelMessage, ToolCall } from './Model';

/** The messages for a model that knows no tools, or none any more: what was called before, and what came of it, is told in words. */
export function toolsInWords(
  messages: readonly ModelMessage[],
): readonly ModelMessage[] {
  const called = new Map<string, ToolCall>();
  return messages.map((message): ModelMessage => {
    switch (message.role) {
      case 'assistant':
        for (const call of message.toolCalls ?? []) called.set(call.id, call);
        return {
          role: 'assistant',
          text: [message.text, ...(message.toolCalls ?? []).map(wordCall)]
            .filter(text => text !== '')
            .join('\n'),
        };
      case 'tool':
        return {
          role: 'user',
          text: wordResult(called.get(message.callId), message.text),
        };
      default:
        return message;
    }
  });
}

function wordCall(call: ToolCall): string {
  return `${call.name} ${call.arguments}`;
}

function wordResult(call: ToolCall | undefined, text: string): string {
  return `${call ? wordCall(call) : 'A tool'} brought:\n${text}`;
}
