import { elapsedTime, momentTime } from '../../format/time';
import { useLocale } from '../../hooks/useLocale';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../hooks/useText';
import { Moment } from '../Moment';

export interface FirstSeenProps {
  timestamp: string;
}

/** When a scan first saw something whose start is unknown. */
export function FirstSeen({ timestamp }: FirstSeenProps) {
  const t = useText();
  const options = { locale: useLocale(), now: useNow() };
  return (
    <Moment timestamp={timestamp}>
      {t('time.firstSeen', {
        moment: momentTime(timestamp, options),
        elapsed: elapsedTime(timestamp, options),
      })}
    </Moment>
  );
}
