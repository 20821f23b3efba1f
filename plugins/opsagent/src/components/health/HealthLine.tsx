import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { EntityHealth } from '@opsagent/backstage-plugin-opsagent-common';
import { Counts, countsOf, oldestScan, Overview } from '../../format/overview';
import { countEntityChecks } from '../../format/countChecks';
import { relativeTime } from '../../format/time';
import { useLocale } from '../../hooks/useLocale';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../hooks/useText';
import { Line } from '../Line';
import { Moment } from '../Moment';
import { CheckCoverage } from './CheckCoverage';
import { CountLabel } from './CountLabel';
import { ScanControl } from './ScanControl';

export interface HealthLineProps {
  health: EntityHealth;
  overview: Overview;
  refresh(): Promise<void>;
}

/** Counting nothing where nothing was seen would read as good news. */
const ANSWERED: readonly Overview[] = ['problems', 'healthy', 'unknown'];

const SHOWN = [
  'incident',
  'problem',
  'acknowledged',
  'snoozed',
  'risk',
  'hygiene',
] as const satisfies readonly (keyof Counts)[];

/** Whether a count is worth saying. That nothing is open is no news where somebody has set aside what fails. */
function isSaid(of: keyof Counts, counts: Counts) {
  if (counts[of] > 0 || of === 'risk' || of === 'hygiene') return true;
  const others = counts.problem + counts.acknowledged + counts.snoozed;
  return of === 'incident' && others === 0;
}

/** The answer in one line: how much is wrong, how much was looked at, how long ago; and the way to look again. */
export function HealthLine({ health, overview, refresh }: HealthLineProps) {
  const t = useText();
  const options = { locale: useLocale(), now: useNow() };
  const counts = countsOf(health);
  const checks = countEntityChecks(health.clusters);
  const scannedAt = oldestScan(health.clusters);
  return (
    <Paper
      component="section"
      variant="outlined"
      aria-label={t('health.region')}
      sx={{ px: 2, py: 1 }}
    >
      <Line columnGap={2.5} rowGap={0.5}>
        {ANSWERED.includes(overview) && (
          <>
            {SHOWN.filter(of => isSaid(of, counts)).map(of => (
              <CountLabel
                key={of}
                of={of}
                count={counts[of]}
                healthy={overview === 'healthy'}
              />
            ))}
          </>
        )}
        <Typography
          variant="body2"
          color="text.secondary"
          component="span"
          sx={{ flex: 1, minWidth: 'max-content' }}
        >
          <CheckCoverage checks={checks} />
          {checks.total > 0 && scannedAt && ' · '}
          {scannedAt && (
            <Moment timestamp={scannedAt}>
              {t('time.scanned', {
                relative: relativeTime(scannedAt, options),
              })}
            </Moment>
          )}
        </Typography>
        <ScanControl clusters={health.clusters} refresh={refresh} />
      </Line>
    </Paper>
  );
}
