import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import {
  Answer,
  LedgerEntry,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';
import { HostileText } from '../investigation/HostileText';
import { NamedList } from '../investigation/NamedList';
import { PlainList } from '../PlainList';
import { FilteredIncidents } from './FilteredIncidents';
import { StatementItem } from './StatementItem';

export interface AnswerViewProps {
  answer: Answer;
  /** Everything that is cited. */
  entries: readonly LedgerEntry[];
}

/** What a model answers, with what it rests on. All of its text is plain, whatever is in it. */
export function AnswerView({ answer, entries }: AnswerViewProps) {
  const t = useText();
  const { hostileText, incidents, missing, outcome, statements } = answer;
  return (
    <Stack spacing={1.5}>
      {outcome === 'not-determinable' && (
        <Box component="strong">{t('ask.answer.undetermined')}</Box>
      )}
      <PlainList>
        {statements.map(each => (
          <StatementItem
            key={`${each.text} ${each.evidence}`}
            statement={each}
            entries={entries}
          />
        ))}
      </PlainList>
      {incidents && <FilteredIncidents {...incidents} />}
      <NamedList name={t('investigation.verdict.missing')} items={missing} />
      <HostileText ids={hostileText} entries={entries} />
    </Stack>
  );
}
