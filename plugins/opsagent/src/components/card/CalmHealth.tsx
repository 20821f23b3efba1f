import HealthyIcon from '@mui/icons-material/CheckCircle';
import UnknownIcon from '@mui/icons-material/HelpOutline';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { EntityHealth } from '@opsagent/backstage-plugin-opsagent-common';
import { countEntityChecks } from '../../format/countChecks';
import { oldestScan, Overview } from '../../format/overview';
import { sum } from '../../format/sum';
import { relativeTime } from '../../format/time';
import { useLocale } from '../../hooks/useLocale';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../hooks/useText';

export interface CalmHealthProps {
  overview: Exclude<Overview, 'problems'>;
  health: EntityHealth;
}

const TITLES = {
  healthy: 'overview.healthy',
  unknown: 'overview.unknown',
  neverScanned: 'overview.neverScanned',
  noClusters: 'overview.noClusters',
  noObjects: 'noObjects.title',
} as const;

/** Nothing fails, or nobody knows: one line, and what it rests on. */
export function CalmHealth({ overview, health }: CalmHealthProps) {
  const t = useText();
  const options = { locale: useLocale(), now: useNow() };
  const healthy = overview === 'healthy';
  const Icon = healthy ? HealthyIcon : UnknownIcon;
  const { ran } = countEntityChecks(health.clusters);
  const objects = sum(health.clusters, each => each.objects);
  const scannedAt = oldestScan(health.clusters);
  return (
    <Stack direction="row" spacing={1} alignItems="flex-start">
      <Icon aria-hidden color={healthy ? 'success' : 'inherit'} />
      <div>
        <Typography variant="body2" sx={{ fontWeight: 700 }}>
          {t(TITLES[overview])}
        </Typography>
        {ran > 0 && scannedAt && (
          <Typography variant="body2" color="text.secondary">
            {t('overview.healthyDetail', {
              checks: t('count.check', { count: ran }),
              objects: t('count.object', { count: objects }),
            })}
            {' · '}
            {t('time.scanned', { relative: relativeTime(scannedAt, options) })}
          </Typography>
        )}
      </div>
    </Stack>
  );
}
