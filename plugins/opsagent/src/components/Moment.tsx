import Tooltip from '@mui/material/Tooltip';
import { absoluteTime } from '../format/time';
import { useLocale } from '../hooks/useLocale';

export interface MomentProps {
  /** RFC 3339. */
  timestamp: string;
  /** The words that say when. */
  children: string;
}

/** Words about a point in time; hovering shows it to the second, in the reader's zone. */
export function Moment({ timestamp, children }: MomentProps) {
  const locale = useLocale();
  return (
    <Tooltip describeChild title={absoluteTime(timestamp, { locale })}>
      <time dateTime={timestamp}>{children}</time>
    </Tooltip>
  );
}
