import { elapsedTime, momentTime } from '../../format/time';
import { useLocale } from '../../hooks/useLocale';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../hooks/useText';
import { Moment } from '../Moment';

export interface SinceProps {
  timestamp: string;
}

/** Since when something has been so, as a time of day and as a duration. */
export function Since({ timestamp }: SinceProps) {
  const t = useText();
  const options = { locale: useLocale(), now: useNow() };
  return (
    <Moment timestamp={timestamp}>
      {t('time.since', {
        moment: momentTime(timestamp, options),
        elapsed: elapsedTime(timestamp, options),
      })}
    </Moment>
  );
}
