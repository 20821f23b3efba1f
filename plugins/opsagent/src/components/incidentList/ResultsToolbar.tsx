import KeyboardIcon from '@mui/icons-material/Keyboard';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { IncidentOrder } from '@opsagent/backstage-plugin-opsagent-common';
import { IncidentListing } from '../../format/incidentFilters';
import { useIncidentExport } from '../../hooks/useIncidentExport';
import { useText } from '../../hooks/useText';
import { Line } from '../Line';
import { OrderSelect } from '../page/OrderSelect';
import { ExportMessage } from './ExportMessage';
import { SelectionBar, SelectionBarProps } from './SelectionBar';

export interface ResultsToolbarProps extends SelectionBarProps {
  listing: IncidentListing;
  orderBy(order: IncidentOrder): void;
  onHelp(): void;
}

/** What can be done with the list and with what is chosen from it. It stays in sight while the list is scrolled. */
export function ResultsToolbar(props: ResultsToolbarProps) {
  const { listing, orderBy, onHelp, ...selection } = props;
  const t = useText();
  const { save, busy, ...exported } = useIncidentExport(listing);
  return (
    <>
      <Line
        gap={1}
        sx={{
          position: 'sticky',
          top: 0,
          zIndex: 1,
          py: 1,
          bgcolor: 'background.paper',
        }}
      >
        <SelectionBar {...selection} />
        <Line gap={1} sx={{ ml: 'auto' }}>
          <OrderSelect order={listing.order} orderBy={orderBy} />
          <Button
            size="small"
            variant="outlined"
            aria-disabled={busy}
            onClick={busy ? undefined : save}
            sx={{ textTransform: 'none' }}
          >
            {t(`incidentList.export.${busy ? 'busy' : 'save'}`)}
          </Button>
          <Tooltip title={t('incidentList.keys.title')}>
            <IconButton
              size="small"
              aria-label={t('incidentList.keys.title')}
              aria-haspopup="dialog"
              onClick={onHelp}
            >
              <KeyboardIcon fontSize="small" />
            </IconButton>
          </Tooltip>
        </Line>
      </Line>
      <ExportMessage {...exported} />
    </>
  );
}
