import Box from '@mui/material/Box';
import {
  InvestigationStep,
  LedgerEntry,
} from '@opsagent/backstage-plugin-opsagent-common';
import { toolCallText } from '../../format/toolCall';
import { useText } from '../../hooks/useText';
import { Code } from '../Code';
import { Disclosure } from '../Disclosure';
import { LedgerFact } from './LedgerFact';

export interface ToolCallItemProps {
  step: Extract<InvestigationStep, { type: 'toolCall' }>;
  /** Everything that was seen so far. */
  entries: readonly LedgerEntry[];
}

/** What a model asked to see, on a line that unfolds to what it was shown. */
export function ToolCallItem({ step, entries }: ToolCallItemProps) {
  const t = useText();
  const { cut, facts, problem, repeated } = step;
  const brought = facts.flatMap(
    id => entries.find(each => each.id === id) ?? [],
  );
  const line = (
    <Box component="span" sx={{ textAlign: 'start' }}>
      <Code>{toolCallText(step)}</Code>
      {' · '}
      {brought.length > 0
        ? t('investigation.steps.brought', { count: brought.length })
        : t('investigation.steps.nothing')}
      {repeated && ` · ${t('investigation.steps.repeated')}`}
    </Box>
  );
  return (
    <>
      {brought.length > 0 ? (
        <Disclosure label={line}>
          {brought.map(each => (
            <LedgerFact key={each.id} entry={each} />
          ))}
        </Disclosure>
      ) : (
        line
      )}
      {problem && (
        <Box sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {problem}
        </Box>
      )}
      {cut && (
        <Box sx={{ color: 'text.secondary' }}>
          {t('investigation.steps.cut', { cut })}
        </Box>
      )}
    </>
  );
}
