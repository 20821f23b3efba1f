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
            {message.text && (
              <CodeBlock
                label={`${index + 1} ${t(`investigation.sent.${message.role}`)}`}
              >
                {message.text}
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
