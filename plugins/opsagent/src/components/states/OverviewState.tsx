import HealthyIcon from '@mui/icons-material/CheckCircle';
import NoClustersIcon from '@mui/icons-material/CloudOff';
import PendingIcon from '@mui/icons-material/HourglassEmpty';
import UnknownIcon from '@mui/icons-material/HelpOutline';
import { Entity } from '@backstage/catalog-model';
import Typography from '@mui/material/Typography';
import { EntityHealth } from '@opsagent/backstage-plugin-opsagent-common';
import { clusterNames } from '../../format/clusterNames';
import { countEntityChecks } from '../../format/countChecks';
import { Overview } from '../../format/overview';
import { sum } from '../../format/sum';
import { useLocale } from '../../hooks/useLocale';
import { useText } from '../../hooks/useText';
import { NoObjectsState } from './NoObjectsState';
import { StateMessage } from './StateMessage';

export interface OverviewStateProps {
  overview: Overview;
  entity: Entity;
  health: EntityHealth;
}

/** What there is to say when there are no problems: that all is well, or why that cannot be said. */
export function OverviewState(props: OverviewStateProps) {
  const { overview, entity, health } = props;
  const t = useText();
  const locale = useLocale();
  const { ran } = countEntityChecks(health.clusters);
  const objects = sum(health.clusters, each => each.objects);
  const checked = t('overview.healthyDetail', {
    checks: t('count.check', { count: ran }),
    objects: t('count.object', { count: objects }),
  });
  switch (overview) {
    case 'healthy':
      return (
        <StateMessage
          Icon={HealthyIcon}
          tone="success"
          title={t('overview.healthy')}
        >
          <Typography variant="body2">{checked}</Typography>
        </StateMessage>
      );
    case 'unknown':
      return (
        <StateMessage Icon={UnknownIcon} title={t('overview.unknown')}>
          <Typography variant="body2">
            {checked}. {t('overview.unknownDetail')}
          </Typography>
        </StateMessage>
      );
    case 'neverScanned':
      return (
        <StateMessage Icon={PendingIcon} title={t('overview.neverScanned')}>
          <Typography variant="body2">
            {t('overview.neverScannedDetail', {
              clusters: clusterNames(health.clusters, locale),
            })}
          </Typography>
        </StateMessage>
      );
    case 'noClusters':
      return (
        <StateMessage Icon={NoClustersIcon} title={t('overview.noClusters')}>
          <Typography variant="body2">
            {t('overview.noClustersDetail')}
          </Typography>
        </StateMessage>
      );
    case 'noObjects':
      return <NoObjectsState entity={entity} clusters={health.clusters} />;
    default:
      return null;
  }
}
