import Typography from '@mui/material/Typography';
import {
  EntityCluster,
  StoredFinding,
} from '@opsagent/backstage-plugin-opsagent-common';
import { momentTime } from '../format/time';
import { useLocale } from '../hooks/useLocale';
import { useNow } from '../hooks/useNow';
import { useText } from '../hooks/useText';
import { FirstSeen } from './findings/FirstSeen';
import { Since } from './findings/Since';

export interface PlaceAndTimeProps {
  /** A finding or an incident. */
  of: Pick<
    StoredFinding,
    'cluster' | 'subject' | 'since' | 'firstSeenAt' | 'lastSeenAt'
  >;
  cluster?: EntityCluster;
}

/** Where and since when, or when first seen, in one quiet line; and how old this is when its cluster no longer answers. */
export function PlaceAndTime({ of, cluster }: PlaceAndTimeProps) {
  const t = useText();
  const options = { locale: useLocale(), now: useNow() };
  const { namespace } = of.subject;
  const name = cluster?.title ?? of.cluster;
  const stale = cluster?.state === 'unreachable';
  return (
    <Typography variant="body2" component="span" color="text.secondary">
      {namespace ? `${name} / ${namespace}` : name}
      {' · '}
      {of.since ? (
        <Since timestamp={of.since} />
      ) : (
        <FirstSeen timestamp={of.firstSeenAt} />
      )}
      {stale && (
        <>
          {' · '}
          {t('unreachable.asOf', {
            moment: momentTime(of.lastSeenAt, options),
          })}
        </>
      )}
    </Typography>
  );
}
