import Box from '@mui/material/Box';
import { PlainSummary } from '@opsagent/backstage-plugin-opsagent-common';

export type SummaryTextProps = Pick<PlainSummary, 'sentences'>;

/** What a model wrote, as plain text, whatever is in it. */
export function SummaryText({ sentences }: SummaryTextProps) {
  return (
    <Box
      component="p"
      sx={{ m: 0, maxWidth: '75ch', overflowWrap: 'anywhere' }}
    >
      {sentences.map(each => each.text).join(' ')}
    </Box>
  );
}
