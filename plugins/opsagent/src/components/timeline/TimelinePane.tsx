import Skeleton from '@mui/material/Skeleton';
import { TimelineEntry } from '@opsagent/backstage-plugin-opsagent-common';
import { Polled } from '../../hooks/usePolling';
import { useText } from '../../hooks/useText';
import { Pane } from '../Pane';
import { FailedState } from '../states/FailedState';
import { RefreshFailed } from '../states/RefreshFailed';
import { Timeline } from './Timeline';

export interface TimelinePaneProps {
  timeline: Polled<TimelineEntry[]>;
}

/** What happened around an incident. That it cannot be read takes nothing else from the page. */
export function TimelinePane({ timeline }: TimelinePaneProps) {
  const t = useText();
  const { error, refresh, value } = timeline;
  const failed = { subject: 'timeline', onRetry: refresh } as const;
  if (!value && error) return <FailedState {...failed} error={error} />;
  return (
    <Pane title={t('incidentPage.timeline.title')}>
      {error && <RefreshFailed {...failed} error={error} />}
      {value ? (
        <Timeline entries={value} />
      ) : (
        <div role="status" aria-label={t('incidentPage.timeline.loading')}>
          {[0, 1, 2, 3].map(index => (
            <Skeleton key={index} animation={false} height={28} />
          ))}
        </div>
      )}
    </Pane>
  );
}
