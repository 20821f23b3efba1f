import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import {
  IncidentSummary,
  MOST_CHANGES,
} from '@opsagent/backstage-plugin-opsagent-common';
import { isChangeable } from '../../format/bulkChange';
import { BulkChoice, bulkChoicesOf } from '../../format/lifecycleChoice';
import { Selection } from '../../hooks/useSelection';
import { useText } from '../../hooks/useText';
import { Line } from '../Line';

export interface SelectionBarProps {
  selection: Selection;
  /** What the list shows. */
  shown: readonly IncidentSummary[];
  /** How many there are over all pages. */
  total: number;
  /** Whether what is chosen can be changed now. */
  canEdit: boolean;
  /** Why a row was not chosen. */
  refusal: string | undefined;
  onChange(choice: BulkChoice): void;
}

const ACTIONS = [
  { choice: 'acknowledged', text: 'acknowledge', key: 'a' },
  { choice: 'hour', text: 'snooze', key: 's' },
  { choice: 'open', text: 'reopen', key: undefined },
] as const;

/** How many incidents there are and how many of them are chosen, and what can be done with these. */
export function SelectionBar(props: SelectionBarProps) {
  const { selection, shown, total, canEdit, refusal, onChange } = props;
  const { chosen, has, set, clear } = selection;
  const t = useText();
  const changeable = shown.filter(isChangeable);
  const onPage = changeable.filter(each => has(each.id));
  const elsewhere = chosen.filter(
    each => !shown.some(({ id }) => id === each.id),
  ).length;
  const isAll = onPage.length > 0 && onPage.length === changeable.length;
  const choices = bulkChoicesOf(chosen);
  const isTooMany = chosen.length > MOST_CHANGES;
  return (
    <Line columnGap={1} sx={{ minWidth: 0 }}>
      {changeable.length > 0 && (
        <Checkbox
          size="small"
          checked={isAll}
          indeterminate={!isAll && onPage.length > 0}
          onChange={() => set(changeable, !isAll)}
          inputProps={{ 'aria-label': t('incidentList.chooseAll') }}
          sx={{ p: 0.75 }}
        />
      )}
      <Typography variant="body2" component="div" role="status">
        <span>{t('page.total', { count: total })}</span>
        {chosen.length > 0 && (
          <>
            {', '}
            <strong>
              {t('incidentList.chosen', { count: chosen.length })}
            </strong>
          </>
        )}
        {elsewhere > 0 &&
          ` (${t('incidentList.elsewhere', { count: elsewhere })})`}
        {isTooMany &&
          ` · ${t('incidentList.tooMany', { most: `${MOST_CHANGES}` })}`}
        {refusal && ` · ${refusal}`}
      </Typography>
      {chosen.length > 0 && (
        <Stack
          direction="row"
          useFlexGap
          flexWrap="wrap"
          gap={1}
          role="group"
          aria-label={t('incidentList.actions')}
        >
          {ACTIONS.filter(each => choices.includes(each.choice)).map(
            ({ choice, text, key }) => (
              <Button
                key={choice}
                size="small"
                variant="outlined"
                aria-haspopup="dialog"
                aria-keyshortcuts={key}
                disabled={!canEdit}
                onClick={() => onChange(choice)}
                sx={{ textTransform: 'none' }}
              >
                {t(`incidentList.action.${text}`)}
              </Button>
            ),
          )}
          <Button size="small" onClick={clear} sx={{ textTransform: 'none' }}>
            {t('incidentList.chooseNone')}
          </Button>
        </Stack>
      )}
    </Line>
  );
}
