import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { opsagentFindingUpdatePermission } from '@opsagent/backstage-plugin-opsagent-common';
import { BulkOutcome, Refusal } from '../../format/bulkChange';
import { useFirstFocus } from '../../hooks/useFirstFocus';
import { useText } from '../../hooks/useText';
import { PlainList } from '../PlainList';

export interface BulkOutcomeMessageProps {
  outcome: BulkOutcome;
  onClose(): void;
}

/** How many incidents were changed, which were not, and why. */
export function BulkOutcomeMessage(props: BulkOutcomeMessageProps) {
  const { outcome, onClose } = props;
  const { changed, refused } = outcome;
  const t = useText();
  const closeRef = useFirstFocus<HTMLButtonElement>();
  const words = (refusal: Refusal) => {
    if (refusal === 'other') return t('incidentList.bulk.failed');
    if (refusal === 'changedMeanwhile') return t('incidentList.bulk.meanwhile');
    const permission = opsagentFindingUpdatePermission.name;
    return refusal === 'forbidden'
      ? t('lifecycle.forbidden', { permission })
      : t(`lifecycle.${refusal}`);
  };
  return (
    <Stack spacing={1.5}>
      <Alert severity="warning">
        <AlertTitle>
          {t('incidentList.bulk.partly', {
            changed: `${changed.length}`,
            total: `${changed.length + refused.length}`,
          })}
        </AlertTitle>
        <PlainList>
          {refused.map(({ incident, refusal }) => (
            <Box component="li" key={incident.id}>
              <Box sx={{ fontWeight: 700, overflowWrap: 'anywhere' }}>
                {incident.title}
              </Box>
              {words(refusal)}
            </Box>
          ))}
        </PlainList>
      </Alert>
      <Stack direction="row" justifyContent="flex-end">
        <Button
          ref={closeRef}
          size="small"
          variant="contained"
          onClick={onClose}
          sx={{ textTransform: 'none' }}
        >
          {t('incidentList.close')}
        </Button>
      </Stack>
    </Stack>
  );
}
