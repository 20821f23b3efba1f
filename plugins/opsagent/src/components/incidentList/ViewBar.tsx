import CurrentIcon from '@mui/icons-material/Check';
import DeleteIcon from '@mui/icons-material/DeleteOutline';
import RenameIcon from '@mui/icons-material/EditOutlined';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useState } from 'react';
import { useIncidentViews } from '../../hooks/useIncidentViews';
import { useText } from '../../hooks/useText';
import { incidentsRouteRef } from '../../routes';
import { ViewNameDialog } from './ViewNameDialog';

export interface ViewBarProps {
  /** The query of the list that is shown, as views spell it. */
  search: string;
}

/** Lists that have a name: those that everybody has, and the reader's own. */
export function ViewBar({ search }: ViewBarProps) {
  const t = useText();
  const incidentsPath = useRouteRef(incidentsRouteRef);
  const { provided, own, save, rename, remove } = useIncidentViews();
  const [isNaming, setNaming] = useState(false);
  const views = [...provided, ...own];
  const current = views.find(each => each.search === search);
  const mine = own.find(each => each === current);
  return (
    <Stack
      component="nav"
      direction="row"
      useFlexGap
      flexWrap="wrap"
      alignItems="center"
      gap={1}
      aria-label={t('incidentList.views.region')}
    >
      {views.map(view => (
        <Chip
          key={`${view.name} ${view.search}`}
          component={Link}
          to={`${incidentsPath()}${view.search && `?${view.search}`}`}
          clickable
          label={view.name}
          variant={view === current ? 'filled' : 'outlined'}
          icon={view === current ? <CurrentIcon aria-hidden /> : undefined}
          aria-current={view === current ? 'page' : undefined}
        />
      ))}
      {!current && save && (
        <Button
          size="small"
          aria-haspopup="dialog"
          onClick={() => setNaming(true)}
          sx={{ textTransform: 'none' }}
        >
          {t('incidentList.views.save')}
        </Button>
      )}
      {mine && (
        <Stack direction="row">
          <IconButton
            size="small"
            aria-label={t('incidentList.views.rename', { name: mine.name })}
            aria-haspopup="dialog"
            onClick={() => setNaming(true)}
          >
            <RenameIcon fontSize="small" />
          </IconButton>
          <IconButton
            size="small"
            aria-label={t('incidentList.views.remove', { name: mine.name })}
            onClick={() => remove(mine)}
          >
            <DeleteIcon fontSize="small" />
          </IconButton>
        </Stack>
      )}
      {isNaming && save && (
        <ViewNameDialog
          action={
            mine
              ? t('incidentList.views.rename', { name: mine.name })
              : t('incidentList.views.save')
          }
          name={mine?.name ?? ''}
          taken={views.filter(each => each !== mine).map(each => each.name)}
          onName={name => (mine ? rename(mine, name) : save({ name, search }))}
          onClose={() => setNaming(false)}
        />
      )}
    </Stack>
  );
}
