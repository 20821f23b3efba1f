import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useApi } from '@backstage/core-plugin-api';
import {
  IncidentDetails,
  InvestigationList,
  opsagentInvestigationCreatePermission,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useState } from 'react';
import { opsAgentApiRef } from '../../api/opsAgentApiRef';
import { failureMessage } from '../../format/failures';
import { useRequest } from '../../hooks/useRequest';
import { useText } from '../../hooks/useText';
import { EarlierInvestigations } from './EarlierInvestigations';
import { InvestigationView } from './InvestigationView';
import { WithoutModel } from './WithoutModel';

export interface IncidentInvestigationsProps {
  incident: IncidentDetails;
  list: InvestigationList;
  refresh(): Promise<void>;
}

/** The latest investigation, or an earlier one that was chosen, and a way to start another. */
export function IncidentInvestigations(props: IncidentInvestigationsProps) {
  const { incident, list, refresh } = props;
  const { items, mayStart, model } = list;
  const t = useText();
  const api = useApi(opsAgentApiRef);
  const { send, busy, error } = useRequest();
  const [chosen, setChosen] = useState<string>();
  const [reused, setReused] = useState<string>();
  const shown = items.find(each => each.id === chosen) ?? items.at(0);
  const isRunning = shown?.state === 'running';

  const start = async () => {
    // After one that answers already, asking again means a new one.
    const fresh = shown !== undefined;
    const started = await send(signal =>
      api.startInvestigation(incident.id, { fresh }, { signal }),
    );
    if (!started) return;
    await refresh();
    setChosen(started.id);
    setReused(started.reused ? started.id : undefined);
  };

  return (
    <>
      {!model && <WithoutModel />}
      {model && !shown && <Box>{t('investigation.offer', { model })}</Box>}
      {model && !mayStart && (
        <Box sx={{ color: 'text.secondary' }}>
          {t('investigation.denied', {
            permission: opsagentInvestigationCreatePermission.name,
          })}
        </Box>
      )}
      {error && (
        <Alert severity="error">
          {t('investigation.refused', { reason: failureMessage(error) })}
        </Alert>
      )}
      {shown && reused === shown.id && (
        <Alert severity="info">{t('investigation.reused')}</Alert>
      )}
      {shown && (
        <InvestigationView
          key={shown.id}
          incident={incident}
          investigation={shown}
          onEnded={refresh}
        />
      )}
      {model && mayStart && !isRunning && (
        <Box>
          <Button
            size="small"
            variant={shown ? 'outlined' : 'contained'}
            aria-disabled={busy}
            onClick={busy ? undefined : start}
            sx={{ textTransform: 'none' }}
          >
            {busy && t('investigation.starting')}
            {!busy && t(shown ? 'investigation.again' : 'investigation.start')}
          </Button>
        </Box>
      )}
      {shown && items.length > 1 && (
        <EarlierInvestigations
          items={items}
          shown={shown.id}
          onChoose={setChosen}
        />
      )}
    </>
  );
}
