import { ModelMessage } from './Model';

/** The same conversation without two messages of the user in a row, and without answers that say nothing: many servers take neither. */
export function joinedMessages(
  messages: readonly ModelMessage[],
): readonly ModelMessage[] {
  const joined: ModelMessage[] = [];
  for (const message of messages) {
    if (saysNothing(message)) continue;
    const last = joined.at(-1);
    if (last?.role === 'user' && message.role === 'user')
      joined.splice(-1, 1, {
        role: 'user',
        text: `${last.text}\n\n${message.text}`,
      });
    else joined.push(message);
  }
  return joined;
}

function saysNothing(message: ModelMessage): boolean {
  return (
    message.role === 'assistant' &&
    message.text === '' &&
    !message.toolCalls?.length
  );
}
