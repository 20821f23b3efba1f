import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import Tooltip from '@mui/material/Tooltip';
import {
  IncidentSummary,
  opsagentFindingUpdatePermission,
} from '@opsagent/backstage-plugin-opsagent-common';
import { isChangeable } from '../../format/bulkChange';
import { useText } from '../../hooks/useText';

export interface RowCheckboxProps {
  incident: IncidentSummary;
  chosen: boolean;
  onChoose(chosen: boolean): void;
}

/** Chooses an incident. Of one whose state cannot be changed it says why. */
export function RowCheckbox(props: RowCheckboxProps) {
  const { incident, chosen, onChoose } = props;
  const t = useText();
  const changeable = isChangeable(incident);
  const permission = opsagentFindingUpdatePermission.name;
  const reason = incident.mayChange
    ? t('incidentList.resolved')
    : t('lifecycle.denied', { permission });
  return (
    <Tooltip describeChild title={changeable ? '' : reason}>
      <Box component="span">
        <Checkbox
          size="small"
          checked={chosen}
          disabled={!changeable && !chosen}
          onChange={event => onChoose(event.target.checked)}
          inputProps={{
            'aria-label': t('incidentList.choose', { title: incident.title }),
          }}
          sx={{ p: 0.75 }}
        />
      </Box>
    </Tooltip>
  );
}
