import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { isForbidden } from '../../format/failures';
import { useIncidentFilters } from '../../hooks/useIncidentFilters';
import { useIncidents } from '../../hooks/useIncidents';
import { useText } from '../../hooks/useText';
import { PlainList } from '../PlainList';
import { FailedState } from '../states/FailedState';
import { ForbiddenState } from '../states/ForbiddenState';
import { LoadingState } from '../states/LoadingState';
import { RefreshFailed } from '../states/RefreshFailed';
import { IncidentFilterBar } from './IncidentFilterBar';
import { IncidentRow } from './IncidentRow';
import { NoIncidents } from './NoIncidents';

/** The incidents of all clusters that the reader may see, a page at a time. */
export function IncidentsPage() {
  const t = useText();
  const { filters, cursors, search, narrow, clear, turnTo } =
    useIncidentFilters();
  const { list, error, refresh } = useIncidents(filters, cursors.at(-1));

  if (error && isForbidden(error)) {
    return <ForbiddenState title={t('page.forbidden')} />;
  }
  const next = list?.pageInfo.nextCursor;
  return (
    <Stack spacing={2} sx={{ maxWidth: 1200 }}>
      <IncidentFilterBar
        filters={filters}
        items={list?.items ?? []}
        narrow={narrow}
        clear={clear}
      />
      {list && error && (
        <RefreshFailed subject="incidents" error={error} onRetry={refresh} />
      )}
      {!list && error && (
        <FailedState subject="incidents" error={error} onRetry={refresh} />
      )}
      {!list && !error && <LoadingState subject="incidents" />}
      {list?.totalItems === 0 && (
        <NoIncidents filters={filters} narrow={narrow} />
      )}
      {list && list.totalItems > 0 && (
        <Paper variant="outlined" sx={{ px: 2, py: 1 }}>
          <Typography variant="body2" role="status">
            {t('page.total', { count: list.totalItems })}
          </Typography>
          <PlainList>
            {list.items.map(incident => (
              <IncidentRow
                key={incident.id}
                incident={incident}
                search={search}
              />
            ))}
          </PlainList>
        </Paper>
      )}
      {(cursors.length > 0 || next) && (
        <Stack direction="row" gap={1}>
          <Button
            variant="outlined"
            disabled={cursors.length === 0}
            onClick={() => turnTo(cursors.slice(0, -1))}
            sx={{ textTransform: 'none' }}
          >
            {t('page.previous')}
          </Button>
          <Button
            variant="outlined"
            disabled={!next}
            onClick={() => next && turnTo([...cursors, next])}
            sx={{ textTransform: 'none' }}
          >
            {t('page.next')}
          </Button>
        </Stack>
      )}
    </Stack>
  );
}
