import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { IncidentOrder } from '@opsagent/backstage-plugin-opsagent-common';
import { ORDERS } from '../../format/incidentFilters';
import { useText } from '../../hooks/useText';

export interface OrderSelectProps {
  order: IncidentOrder;
  orderBy(order: IncidentOrder): void;
}

/** Which incidents come first. */
export function OrderSelect({ order, orderBy }: OrderSelectProps) {
  const t = useText();
  return (
    <TextField
      select
      size="small"
      label={t('incidentList.order.label')}
      value={order}
      onChange={event => {
        const chosen = ORDERS.find(each => each === event.target.value);
        if (chosen) orderBy(chosen);
      }}
      sx={{ minWidth: 150 }}
    >
      {ORDERS.map(each => (
        <MenuItem key={each} value={each} dense>
          {t(`incidentList.order.${each}`)}
        </MenuItem>
      ))}
    </TextField>
  );
}
