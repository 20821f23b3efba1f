import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import {
  LedgerEntry,
  RecordedStep,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';
import { Disclosure } from '../Disclosure';
import { StepItem } from './StepItem';

export interface StepListProps {
  steps: readonly RecordedStep[];
  /** Everything that was seen so far. */
  entries: readonly LedgerEntry[];
  /** Its name. */
  model: string;
  /** Of the costs. */
  currency?: string;
  /** What the model is writing. */
  writing: string;
  isRunning: boolean;
}

/** What an investigation did: as it happens while it runs, folded away afterwards. */
export function StepList(props: StepListProps) {
  const { currency, entries, isRunning, model, steps, writing } = props;
  const t = useText();
  const list = (
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
  if (!isRunning)
    return steps.length === 0 ? null : (
      <Disclosure
        label={t('investigation.steps.count', { count: steps.length })}
      >
        {list}
      </Disclosure>
    );
  return (
    <div>
      <div role="log">{list}</div>
      <Box sx={{ color: 'text.secondary', mt: 0.5, overflowWrap: 'anywhere' }}>
        {steps.length === 0
          ? t('investigation.steps.waiting')
          : t('investigation.steps.writing', { model })}
        {writing && !isJson(writing) && (
          <Box sx={{ whiteSpace: 'pre-wrap' }}>{writing}</Box>
        )}
      </Box>
      <LinearProgress
        aria-label={t('investigation.state.running')}
        sx={{
          mt: 0.5,
          '@media (prefers-reduced-motion: reduce)': {
            '& *': { animation: 'none' },
          },
        }}
      />
    </div>
  );
}

/** A verdict is shown once it is checked. */
function isJson(text: string) {
  return /^\s*[{`]/.test(text);
}
