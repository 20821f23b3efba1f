import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { ModelMessage } from '@opsagent/backstage-plugin-opsagent-common';
import { toolCallText } from '../../format/toolCall';
import { useText } from '../../hooks/useText';
import { Code } from '../Code';
import { CodeBlock } from '../CodeBlock';

export interface SentMessagesProps {
  /** Its name. */
  model: string;
  messages: readonly ModelMessage[];
}

/** A conversation with one model, word for word. */
export function SentMessages({ model, messages }: SentMessagesProps) {
  const t = useText();
  const answers = messages.filter(each => each.role === 'assistant').length;
  return (
    <section>
      <Typography component="h3" sx={{ fontWeight: 700 }}>
        {model} · {t('investigation.sent.calls', { count: answers })}
      </Typography>
      <Stack component="ol" role="list" spacing={1} sx={{ m: 0, p: 0 }}>
        {messages.map((message, index) => (
          <Box
            component="li"
            key={`${index} ${message.role}`}
            sx={{ listStyle: 'none' }}
          >
            <Box sx={{ color: 'text.secondary' }}>
              {t(`investigation.sent.${message.role}`)}
            </Box>
            {textOf(message) && (
              <CodeBlock
                label={`${index + 1} ${t(`investigation.sent.${message.role}`)}`}
              >
                {textOf(message)}
              </CodeBlock>
            )}
            {message.role === 'assistant' &&
              message.toolCalls?.map(call => (
                <Box key={call.id}>
                  <Code quiet>
                    {toolCallText({
                      tool: call.name,
                      arguments: call.arguments,
                    })}
                  </Code>
                </Box>
              ))}
          </Box>
        ))}
      </Stack>
    </section>
  );
}

/** What went with messages is told as the JSON that it was. */
function textOf(message: ModelMessage): string {
  switch (message.role) {
    case 'tools':
      return message.tools
        .map(tool => JSON.stringify(tool, null, 2))
        .join('\n');
    case 'schema':
      return JSON.stringify(message.schema, null, 2);
    default:
      return message.text;
  }
}
