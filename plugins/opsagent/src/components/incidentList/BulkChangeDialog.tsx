import Typography from '@mui/material/Typography';
import {
  IncidentSummary,
  LifecycleChange,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useId, useState } from 'react';
import { BulkOutcome } from '../../format/bulkChange';
import { BulkChoice } from '../../format/lifecycleChoice';
import { useText } from '../../hooks/useText';
import { FirstItems } from '../FirstItems';
import { FormDialog } from '../FormDialog';
import { BulkChangeForm } from './BulkChangeForm';
import { BulkOutcomeMessage } from './BulkOutcomeMessage';

const FIRST = 3;

export interface BulkChangeDialogProps {
  /** As the reader saw them: one that changes meanwhile is left as it is. */
  incidents: readonly IncidentSummary[];
  /** What is chosen at first. */
  choice: BulkChoice;
  /** Called with those that were changed, and the state that they came into. */
  onChanged(
    incidents: readonly IncidentSummary[],
    state: LifecycleChange['state'],
  ): void;
  onClose(): void;
}

/** Changes several incidents alike, and says which were left as they are and why. */
export function BulkChangeDialog(props: BulkChangeDialogProps) {
  const { incidents, choice, onChanged, onClose } = props;
  const t = useText();
  const titleId = useId();
  const [outcome, setOutcome] = useState<BulkOutcome>();

  function finish(result: BulkOutcome, state: LifecycleChange['state']) {
    onChanged(result.changed, state);
    if (result.refused.length === 0) onClose();
    else setOutcome(result);
  }

  return (
    <FormDialog onClose={onClose} aria-labelledby={titleId}>
      <Typography
        id={titleId}
        component="h2"
        sx={{ fontSize: '0.95rem', fontWeight: 700, mb: 1 }}
      >
        {t('incidentList.bulk.title', { count: incidents.length })}
      </Typography>
      {outcome ? (
        <BulkOutcomeMessage outcome={outcome} onClose={onClose} />
      ) : (
        <>
          <Typography
            component="div"
            variant="body2"
            sx={{ mb: 1.5, overflowWrap: 'anywhere' }}
          >
            <FirstItems
              items={incidents}
              first={FIRST}
              more={t('findings.allAffected', {
                total: `${incidents.length}`,
              })}
              fewer={t('findings.fewerAffected')}
            >
              {each => <li key={each.id}>{each.title}</li>}
            </FirstItems>
          </Typography>
          <BulkChangeForm
            incidents={incidents}
            choice={choice}
            onDone={finish}
            onClose={onClose}
          />
        </>
      )}
    </FormDialog>
  );
}
