import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { EntityHealth } from '@opsagent/backstage-plugin-opsagent-common';
import {
  countChecks,
  countTiers,
  oldestScan,
  Overview,
} from '../../format/overview';
import { relativeTime } from '../../format/time';
import { useLocale } from '../../hooks/useLocale';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../hooks/useText';
import { Moment } from '../Moment';
import { ScanControl } from './ScanControl';
import { TierCount } from './TierCount';

export interface HealthLineProps {
  health: EntityHealth;
  overview: Overview;
  refresh(): Promise<void>;
}

/** Counting nothing where nothing was seen would read as good news. */
const ANSWERED: readonly Overview[] = ['problems', 'healthy', 'unknown'];

/** The answer in one line: how much is wrong, how much was looked at, how long ago; and the way to look again. */
export function HealthLine({ health, overview, refresh }: HealthLineProps) {
  const t = useText();
  const options = { locale: useLocale(), now: useNow() };
  const counts = countTiers(health.findings);
  const { percent, ran, total } = countChecks(health.clusters);
  const scannedAt = oldestScan(health.clusters);
  return (
    <Paper
      component="section"
      variant="outlined"
      aria-label={t('health.region')}
      sx={{ px: 2, py: 1 }}
    >
      <Stack
        direction="row"
        useFlexGap
        flexWrap="wrap"
        alignItems="center"
        columnGap={2.5}
        rowGap={0.5}
      >
        {ANSWERED.includes(overview) && (
          <>
            <TierCount
              tier="problem"
              count={counts.problem}
              healthy={overview === 'healthy'}
            />
            <TierCount tier="risk" count={counts.risk} />
            <TierCount tier="hygiene" count={counts.hygiene} />
          </>
        )}
        <Typography
          variant="body2"
          color="text.secondary"
          component="span"
          sx={{ flex: 1, minWidth: 'max-content' }}
        >
          {percent !== undefined && (
            <span
              title={t('health.coverageDetail', {
                ran: `${ran}`,
                total: `${total}`,
              })}
            >
              {t('health.coverage', { percent: `${percent}` })}
            </span>
          )}
          {percent !== undefined && scannedAt && ' · '}
          {scannedAt && (
            <Moment timestamp={scannedAt}>
              {t('time.scanned', {
                relative: relativeTime(scannedAt, options),
              })}
            </Moment>
          )}
        </Typography>
        <ScanControl clusters={health.clusters} refresh={refresh} />
      </Stack>
    </Paper>
  );
}
