import { IncidentTrend } from '@opsagent/backstage-plugin-opsagent-common';
import { durationWords } from '../../format/time';
import { weekName } from '../../format/trend';
import { useLocale } from '../../hooks/useLocale';
import { useText } from '../../hooks/useText';
import { HealthTable } from './HealthTable';
import { Pane } from '../Pane';

export interface TimesToResolveProps {
  /** Oldest first. */
  weeks: IncidentTrend['weeks'];
}

type Week = IncidentTrend['weeks'][number];

/** How long it took to resolve incidents, week by week. */
export function TimesToResolve({ weeks }: TimesToResolveProps) {
  const t = useText();
  const locale = useLocale();
  const title = t('platform.resolve.title');
  return (
    <Pane title={title}>
      <HealthTable
        label={title}
        columns={[
          {
            title: t('platform.resolve.week'),
            width: 'minmax(0, 1fr)',
            cell: (week: Week) => weekName(week, locale),
          },
          {
            title: t('platform.resolve.median'),
            width: 'max-content',
            cell: ({ medianTimeToResolve }: Week) =>
              medianTimeToResolve === undefined
                ? ''
                : t('platform.resolve.half', {
                    duration: durationWords(medianTimeToResolve, locale),
                  }),
          },
          {
            title: t('platform.resolve.resolved'),
            width: 'max-content',
            cell: ({ resolved }: Week) =>
              t('platform.changes.resolved', { count: resolved }),
          },
        ]}
        rows={[...weeks].reverse()}
        keyOf={each => each.from}
      />
    </Pane>
  );
}
