import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import {
  IncidentDetails,
  Investigation,
  Transcript,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback, useEffect } from 'react';
import { useFollowedInvestigation } from '../../hooks/useFollowedInvestigation';
import { Read } from '../../hooks/useRead';
import { useText } from '../../hooks/useText';
import { EndStatement } from './EndStatement';
import { InvestigationFacts } from './InvestigationFacts';
import { SentButton } from './SentButton';
import { StepList } from './StepList';
import { StopButton } from './StopButton';
import { VerdictView } from './VerdictView';

export interface InvestigationViewProps {
  incident: IncidentDetails;
  investigation: Investigation;
  /** Called once when one that was under way has ended. */
  onEnded(): Promise<void>;
}

/** One investigation: as it happens, and what came of it. */
export function InvestigationView(props: InvestigationViewProps) {
  const { incident, investigation, onEnded } = props;
  const { id } = investigation;
  const t = useText();
  const isTold = investigation.details !== undefined;
  const followed = useFollowedInvestigation(isTold ? id : undefined);
  const { end, error, steps, text } = followed;
  const present = end?.investigation ?? investigation;
  const { details, state } = present;
  const hasJustEnded = investigation.state === 'running' && end !== undefined;

  useEffect(() => {
    if (hasJustEnded) void onEnded();
  }, [hasJustEnded, onEnded]);

  const stop: Read<Investigation> = (api, options) =>
    api.cancelInvestigation(id, options);
  const readSent: Read<Transcript> = useCallback(
    (api, options) => api.getInvestigationTranscript(id, options),
    [id],
  );

  const entries = steps.flatMap(each => each.entered);
  return (
    <Stack spacing={1.5}>
      <InvestigationFacts investigation={present} />
      {!details && (
        <Box sx={{ color: 'text.secondary' }}>{t('investigation.hidden')}</Box>
      )}
      {details?.outdated && state !== 'running' && (
        <Alert severity="info">{t('investigation.outdated')}</Alert>
      )}
      {details && <EndStatement state={state} failure={details.failure} />}
      {details?.verdict && (
        <VerdictView
          incident={incident}
          verdict={details.verdict}
          model={details.model}
          entries={entries}
        />
      )}
      {details && error && (
        <Alert severity="warning">{t('investigation.broken')}</Alert>
      )}
      {details && (
        <StepList
          steps={steps}
          entries={entries}
          model={details.model}
          currency={details.currency}
          writing={text}
          isRunning={state === 'running' && !error}
        />
      )}
      {details && (
        <Stack direction="row" spacing={1} flexWrap="wrap" useFlexGap>
          {details.mayCancel && state === 'running' && (
            <StopButton stop={stop} />
          )}
          <SentButton read={readSent} />
        </Stack>
      )}
    </Stack>
  );
}
