import HealthyIcon from '@mui/icons-material/CheckCircle';
import UnknownIcon from '@mui/icons-material/HelpOutline';
import Typography from '@mui/material/Typography';
import { opsagentClusterReadPermission } from '@opsagent/backstage-plugin-opsagent-common';
import { clusterNames } from '../../format/clusterNames';
import { isForbidden } from '../../format/failures';
import { scanGapsOf } from '../../format/scanGaps';
import { useClusters } from '../../hooks/useClusters';
import { useLocale } from '../../hooks/useLocale';
import { useText } from '../../hooks/useText';
import { StateMessage } from '../states/StateMessage';

/** No incident is open, which is good news only when every cluster was scanned whole. */
export function NoOpenIncidents() {
  const t = useText();
  const locale = useLocale();
  // An older answer does not prove that all is well now.
  const { clusters, error } = useClusters();
  const gaps = scanGapsOf(clusters ?? []);
  const healthy =
    clusters !== undefined &&
    clusters.length > 0 &&
    gaps.length === 0 &&
    !error;
  const permission = opsagentClusterReadPermission.name;
  const doubts = [
    ...(clusters?.length === 0 ? [t('page.gap.none')] : []),
    ...gaps.map(each =>
      t(`page.gap.${each.gap}`, {
        clusters: clusterNames(each.clusters, locale),
      }),
    ),
    ...(error
      ? [
          isForbidden(error)
            ? t('page.gap.hidden', { permission })
            : t('page.gap.unread'),
        ]
      : []),
  ];
  return (
    <StateMessage
      Icon={healthy ? HealthyIcon : UnknownIcon}
      tone={healthy ? 'success' : 'neutral'}
      title={t(healthy ? 'page.noneOpen' : 'page.noneScanned')}
    >
      {doubts.map(each => (
        <Typography
          key={each}
          variant="body2"
          sx={{ overflowWrap: 'anywhere' }}
        >
          {each}
        </Typography>
      ))}
      <Typography variant="body2">{t('page.noneOpenDetail')}</Typography>
    </StateMessage>
  );
}
