import Box from '@mui/material/Box';
import { StoredIncident } from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';
import { Facts } from '../Facts';
import { CauseStatement } from '../incidents/CauseStatement';
import { HypothesisEvidence } from '../incidents/HypothesisEvidence';
import { Pane } from '../Pane';
import { Selection } from './selection';
import { useRevealed } from './useRevealed';

export interface HypothesesPaneProps {
  incident: StoredIncident;
  /** Given once the cause has been chosen. */
  selection?: Selection;
}

/** Every explanation with what speaks for and against it, the likeliest first. */
export function HypothesesPane({ incident, selection }: HypothesesPaneProps) {
  const t = useText();
  const ref = useRevealed<HTMLElement>(selection);
  return (
    <Pane title={t('incidentPage.hypotheses')}>
      <Box
        ref={ref}
        component="ol"
        tabIndex={-1}
        sx={{ m: 0, pl: 2.5, '& > li::marker': { fontWeight: 700 } }}
      >
        {incident.causes.map(cause => (
          <Box
            component="li"
            key={`${cause.cause} ${cause.title} ${cause.subject.name}`}
            sx={{ typography: 'body2', '&:not(:last-of-type)': { mb: 2 } }}
          >
            <CauseStatement cause={cause} said={incident.title} />
            <Box sx={{ mt: 0.5 }}>
              <Facts>
                <HypothesisEvidence cause={cause} />
              </Facts>
            </Box>
          </Box>
        ))}
      </Box>
    </Pane>
  );
}
