import Stack from '@mui/material/Stack';
import { IncidentDetails } from '@opsagent/backstage-plugin-opsagent-common';
import { useInvestigations } from '../../hooks/useInvestigations';
import { useText } from '../../hooks/useText';
import { Pane } from '../Pane';
import { FailedState } from '../states/FailedState';
import { LoadingState } from '../states/LoadingState';
import { RefreshFailed } from '../states/RefreshFailed';
import { IncidentInvestigations } from './IncidentInvestigations';

export interface InvestigationPaneProps {
  incident: IncidentDetails;
}

/** What language models found out about an incident, and a way to ask one. */
export function InvestigationPane({ incident }: InvestigationPaneProps) {
  const t = useText();
  const { value: list, error, refresh } = useInvestigations(incident.id);
  return (
    <Pane title={t('investigation.title')}>
      <Stack spacing={1.5}>
        {error && list && (
          <RefreshFailed
            subject="investigations"
            error={error}
            onRetry={refresh}
          />
        )}
        {error && !list && (
          <FailedState
            subject="investigations"
            error={error}
            onRetry={refresh}
          />
        )}
        {!error && !list && <LoadingState subject="investigations" />}
        {list && (
          <IncidentInvestigations
            incident={incident}
            list={list}
            refresh={refresh}
          />
        )}
      </Stack>
    </Pane>
  );
}
