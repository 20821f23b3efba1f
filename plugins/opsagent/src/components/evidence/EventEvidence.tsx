import Box from '@mui/material/Box';
import { EvidenceOf } from '../../format/types';
import { relativeTime } from '../../format/time';
import { useLocale } from '../../hooks/useLocale';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../hooks/useText';
import { Code } from '../Code';
import { Moment } from '../Moment';
import { ObjectName } from '../ObjectName';

export interface EventEvidenceProps {
  evidence: EvidenceOf<'event'>;
}

/** What the cluster itself recorded about an object, how often and how lately. */
export function EventEvidence({ evidence }: EventEvidenceProps) {
  const t = useText();
  const options = { locale: useLocale(), now: useNow() };
  const { object, reason, message, count, lastSeen } = evidence;
  return (
    <>
      <ObjectName object={object} />
      {' · '}
      <Code>{reason}</Code>
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {' · '}
        {t('evidence.eventCount', { count })}
        {lastSeen && (
          <>
            {', '}
            <Moment timestamp={lastSeen}>
              {t('evidence.lastSeen', {
                relative: relativeTime(lastSeen, options),
              })}
            </Moment>
          </>
        )}
      </Box>
      <Box sx={{ overflowWrap: 'anywhere', unicodeBidi: 'plaintext' }}>
        {message}
      </Box>
    </>
  );
}
