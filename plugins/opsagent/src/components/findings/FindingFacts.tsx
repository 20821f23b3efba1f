import Typography from '@mui/material/Typography';
import {
  EntityCluster,
  StoredFinding,
} from '@opsagent/backstage-plugin-opsagent-common';
import { momentTime } from '../../format/time';
import { useLocale } from '../../hooks/useLocale';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../hooks/useText';
import { FirstSeen } from './FirstSeen';
import { Since } from './Since';

export interface FindingFactsProps {
  finding: StoredFinding;
  cluster?: EntityCluster;
}

/** Where and since when, or when first seen, in one quiet line; and how old this is when its cluster no longer answers. */
export function FindingFacts({ finding, cluster }: FindingFactsProps) {
  const t = useText();
  const options = { locale: useLocale(), now: useNow() };
  const { namespace } = finding.subject;
  const name = cluster?.title ?? finding.cluster;
  const stale = cluster?.state === 'unreachable';
  return (
    <Typography variant="body2" component="span" color="text.secondary">
      {namespace ? `${name} / ${namespace}` : name}
      {' · '}
      {finding.since ? (
        <Since timestamp={finding.since} />
      ) : (
        <FirstSeen timestamp={finding.firstSeenAt} />
      )}
      {stale && (
        <>
          {' · '}
          {t('unreachable.asOf', {
            moment: momentTime(finding.lastSeenAt, options),
          })}
        </>
      )}
    </Typography>
  );
}
