import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { IncidentDetails } from '@opsagent/backstage-plugin-opsagent-common';
import { failureMessage } from '../../format/failures';
import { useExplaining } from '../../hooks/useExplaining';
import { usePlainSummary } from '../../hooks/usePlainSummary';
import { useText } from '../../hooks/useText';
import { Pane } from '../Pane';
import { unavailable } from '../unavailable';
import { SummaryView } from './SummaryView';

export interface SummaryPaneProps {
  incident: IncidentDetails;
}

/** An incident in plain words, or a way to have it explained; nothing where there is neither. */
export function SummaryPane({ incident }: SummaryPaneProps) {
  const t = useText();
  const polled = usePlainSummary(incident.id);
  const { busy, error, explain } = useExplaining(incident.id, polled);
  const { mayMake, model, summary } = polled.value ?? {};
  const isOffered = Boolean(model && mayMake && (!summary || summary.outdated));
  if (!summary && !isOffered) return null;
  return (
    <Pane title={t('summary.title')}>
      <Stack spacing={1}>
        {summary && !busy && (
          <SummaryView incident={incident} summary={summary} />
        )}
        {busy && (
          <div role="status">
            <Box sx={{ color: 'text.secondary' }}>
              {t('summary.explaining', { model: model ?? '' })}
            </Box>
            <Skeleton animation={false} width="95%" />
            <Skeleton animation={false} width="80%" />
          </div>
        )}
        {error && !busy && (
          <Alert severity="error">
            {t('summary.failed', { reason: failureMessage(error) })}
          </Alert>
        )}
        {isOffered && (
          <Box>
            <Button
              size="small"
              variant="outlined"
              aria-disabled={busy}
              onClick={busy ? undefined : explain}
              sx={{ textTransform: 'none', ...(busy && unavailable) }}
            >
              {t(summary ? 'summary.again' : 'summary.explain')}
            </Button>
          </Box>
        )}
      </Stack>
    </Pane>
  );
}
