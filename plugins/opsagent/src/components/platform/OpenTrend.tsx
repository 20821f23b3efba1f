import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { IncidentTrend } from '@opsagent/backstage-plugin-opsagent-common';
import { lazy, Suspense } from 'react';
import { dayName, totalOf } from '../../format/trend';
import { useLocale } from '../../hooks/useLocale';
import { useText } from '../../hooks/useText';
import { Disclosure } from '../Disclosure';
import { OpenTrendTable } from './OpenTrendTable';
import { Pane } from '../Pane';

const OpenTrendChart = lazy(() =>
  import('./OpenTrendChart').then(module => ({
    default: module.OpenTrendChart,
  })),
);

const HEIGHT = 240;

export interface OpenTrendProps {
  /** Oldest first. */
  days: IncidentTrend['days'];
}

/** How many incidents were open day by day, as a chart, in a sentence and as a table. */
export function OpenTrend({ days }: OpenTrendProps) {
  const t = useText();
  const locale = useLocale();
  const [first] = days;
  const last = days.at(-1) ?? first;
  const worst = days.reduce((most, day) =>
    totalOf(day.open) > totalOf(most.open) ? day : most,
  );
  const summary = t('platform.trend.summary', {
    first: dayName(first.date, locale),
    before: `${totalOf(first.open)}`,
    now: `${totalOf(last.open)}`,
    most: `${totalOf(worst.open)}`,
    worst: dayName(worst.date, locale),
  });
  return (
    <Pane title={t('platform.trend.open')}>
      <Box role="img" aria-label={summary}>
        <Suspense fallback={<Skeleton variant="rounded" height={HEIGHT} />}>
          <OpenTrendChart days={days} height={HEIGHT} />
        </Suspense>
      </Box>
      <Disclosure label={t('platform.trend.asTable')}>
        <OpenTrendTable days={days} />
      </Disclosure>
    </Pane>
  );
}
