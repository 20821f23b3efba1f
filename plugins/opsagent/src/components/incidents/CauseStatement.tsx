import Box from '@mui/material/Box';
import { Hypothesis } from '../../format/types';
import { useText } from '../../hooks/useText';
import { Code } from '../Code';
import { ConfidenceBar } from './ConfidenceBar';

export interface CauseStatementProps {
  cause: Hypothesis;
  /** What has been said already and need not be said again. */
  said?: string;
}

/** What went wrong, how sure that is, and which rule says so. */
export function CauseStatement({ cause, said }: CauseStatementProps) {
  const t = useText();
  const { title, message, confidence } = cause;
  return (
    <>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          columnGap: 1.5,
          rowGap: 0.25,
        }}
      >
        <Box component="strong" sx={{ overflowWrap: 'anywhere' }}>
          {title}
        </Box>
        {confidence > 0 && <ConfidenceBar confidence={confidence} />}
        <Code quiet>{t('incidents.rule', { rule: cause.cause })}</Code>
      </Box>
      {message && message !== said && (
        <Box sx={{ overflowWrap: 'anywhere' }}>{message}</Box>
      )}
    </>
  );
}
