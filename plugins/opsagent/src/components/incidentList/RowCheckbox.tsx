import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import Tooltip from '@mui/material/Tooltip';
import { IncidentSummary } from '@opsagent/backstage-plugin-opsagent-common';
import { useId } from 'react';
import { useRefusalText } from '../../hooks/useRefusalText';
import { useText } from '../../hooks/useText';

export interface RowCheckboxProps {
  incident: IncidentSummary;
  chosen: boolean;
  onChoose(chosen: boolean): void;
}

/** Chooses an incident. Of one whose state cannot be changed it says why, to whoever reaches it. */
export function RowCheckbox(props: RowCheckboxProps) {
  const { incident, chosen, onChoose } = props;
  const t = useText();
  const reasonId = useId();
  const reason = useRefusalText()(incident);
  const isRefused = reason !== undefined && !chosen;
  return (
    <Tooltip describeChild title={reason ?? ''}>
      <Box component="span">
        <Checkbox
          size="small"
          checked={chosen}
          onChange={event => !isRefused && onChoose(event.target.checked)}
          inputProps={{
            'aria-label': t('incidentList.choose', { title: incident.title }),
            'aria-describedby': reason && reasonId,
            'aria-disabled': isRefused,
          }}
          sx={{ p: 0.75, ...(isRefused && { color: 'action.disabled' }) }}
        />
        <span id={reasonId} hidden>
          {reason}
        </span>
      </Box>
    </Tooltip>
  );
}
