import Box from '@mui/material/Box';
import {
  LedgerEntry,
  RecordedAnswerStep,
  RecordedStep,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';
import { StepItem } from './StepItem';

export interface StepItemsProps {
  steps: readonly (RecordedStep | RecordedAnswerStep)[];
  /** Everything that was seen so far. */
  entries: readonly LedgerEntry[];
  /** Of the costs. */
  currency?: string;
}

/** What a model did, in its order. */
export function StepItems({ currency, entries, steps }: StepItemsProps) {
  const t = useText();
  return (
    <Box
      component="ol"
      role="list"
      aria-label={t('investigation.steps.title')}
      sx={{ m: 0, p: 0, listStyle: 'none' }}
    >
      {steps.map(each => (
        <Box component="li" key={each.number} sx={{ py: 0.25 }}>
          <StepItem step={each.step} entries={entries} currency={currency} />
        </Box>
      ))}
    </Box>
  );
}
