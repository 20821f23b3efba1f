import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import NotFoundIcon from '@mui/icons-material/SearchOff';
import Typography from '@mui/material/Typography';
import { useText } from '../../hooks/useText';
import { incidentsRouteRef } from '../../routes';
import { StateMessage } from '../states/StateMessage';
import { AlertTargetPageProps } from './AlertTargetPage';

/** The link of an alert leads nowhere for this reader: what may be the reason, and what the link says. */
export function NoAlertTarget({ search }: AlertTargetPageProps) {
  const t = useText();
  const incidentsPath = useRouteRef(incidentsRouteRef);
  const labels = [...new URLSearchParams(search)]
    .map(([name, value]) => `${name}="${value}"`)
    .join(', ');
  return (
    <StateMessage Icon={NotFoundIcon} title={t('alerts.target.notFound')}>
      <Typography variant="body2" role="status">
        {t('alerts.target.notFoundDetail')}
      </Typography>
      <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
        {t('alerts.target.labels', { labels })}
      </Typography>
      <Typography variant="body2">
        <Link to={incidentsPath()}>{t('alerts.target.incidents')}</Link>
      </Typography>
    </StateMessage>
  );
}
