import Box from '@mui/material/Box';
import {
  AnswerStep,
  InvestigationStep,
  LedgerEntry,
} from '@opsagent/backstage-plugin-opsagent-common';
import { ReactNode } from 'react';
import { useText } from '../../hooks/useText';
import { useUsageText } from '../../hooks/useUsageText';
import { EndStatement } from './EndStatement';
import { ToolCallItem } from './ToolCallItem';

export interface StepItemProps {
  step: InvestigationStep | AnswerStep;
  /** Everything that was seen so far. */
  entries: readonly LedgerEntry[];
  /** Of the costs. */
  currency?: string;
}

/** One thing that happened. What a model said is plain text, whatever is in it. */
export function StepItem({
  currency,
  entries,
  step,
}: StepItemProps): ReactNode {
  const t = useText();
  const usageText = useUsageText(currency);
  switch (step.type) {
    case 'started':
      return t('investigation.steps.started', {
        model: step.model,
        count: step.facts.length,
      });
    case 'modelCall': {
      const { model, text, usage } = step;
      const says = wordsFor(text);
      return (
        <>
          {t(`investigation.steps.${says}`, { model })}{' '}
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {usageText(usage)}
          </Box>
          {says === 'says' && (
            <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {text}
            </Box>
          )}
        </>
      );
    }
    case 'toolCall':
      return <ToolCallItem step={step} entries={entries} />;
    case 'rejected':
      return (
        <>
          {t('investigation.steps.rejected')}
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {step.problems.map(problem => (
              <Box
                component="li"
                key={problem}
                sx={{ overflowWrap: 'anywhere' }}
              >
                {problem}
              </Box>
            ))}
          </Box>
        </>
      );
    case 'failed':
      return <EndStatement state="failed" failure={step} />;
    case 'answered':
      return t('investigation.state.concluded');
    default:
      return t(`investigation.state.${step.type}`);
  }
}

function wordsFor(text: string) {
  if (text.trim() === '') return 'asks';
  return /^\s*[{`]/.test(text) ? 'concludes' : 'says';
}
