import NothingIcon from '@mui/icons-material/FilterAltOff';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import {
  activeFilters,
  Filter,
  IncidentFilters,
} from '../../format/incidentFilters';
import { useEmptyingFilters } from '../../hooks/useEmptyingFilters';
import { useText } from '../../hooks/useText';
import { Line } from '../Line';
import { StateMessage } from '../states/StateMessage';
import { NoOpenIncidents } from './NoOpenIncidents';

export interface NoIncidentsProps {
  filters: IncidentFilters;
  narrow(filter: Filter, values: readonly string[]): void;
  clear(): void;
}

/** The list is empty: because nothing is open, or because of a filter, and which. */
export function NoIncidents({ filters, narrow, clear }: NoIncidentsProps) {
  const t = useText();
  const emptying = useEmptyingFilters(filters);
  const active = activeFilters(filters);
  if (active.length === 0) return <NoOpenIncidents />;
  return (
    <StateMessage Icon={NothingIcon} title={t('page.noneMatch')}>
      {emptying?.length === 0 && (
        <Typography variant="body2">{t('page.noneEither')}</Typography>
      )}
      {emptying?.map(({ filter, without }) => (
        <Line key={filter} gap={1}>
          <Typography variant="body2">
            {t('page.without', {
              count: without,
              filter: t(`page.filter.${filter}`),
            })}
          </Typography>
          <Button
            size="small"
            onClick={() => narrow(filter, [])}
            sx={{ textTransform: 'none' }}
          >
            {t('page.remove', { filter: t(`page.filter.${filter}`) })}
          </Button>
        </Line>
      ))}
      <Button
        size="small"
        variant="outlined"
        onClick={clear}
        sx={{ alignSelf: 'flex-start', textTransform: 'none' }}
      >
        {t('page.clear')}
      </Button>
    </StateMessage>
  );
}
