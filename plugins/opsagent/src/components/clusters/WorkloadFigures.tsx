import Box from '@mui/material/Box';
import { NamespaceDetails } from '@opsagent/backstage-plugin-opsagent-common';
import { numberText } from '../../format/amounts';
import { useLocale } from '../../hooks/useLocale';
import { useText } from '../../hooks/useText';
import { PlainList } from '../PlainList';
import { Unread, UnknownFigure } from './Figure';

export interface WorkloadFiguresProps {
  workloads: NamespaceDetails['workloads'];
  unread: Unread;
}

const KINDS: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'CronJob',
  'Job',
]);

/** Workloads by kind, and how many of them are as they should be. */
export function WorkloadFigures(props: WorkloadFiguresProps) {
  const { workloads, unread } = props;
  const t = useText();
  const locale = useLocale();
  const present = workloads.filter(each => each.total > 0);
  const unknown = unread.filter(
    each => KINDS.has(each.kind) && each.state !== 'partial',
  );
  if (present.length + unknown.length === 0)
    return <span>{t('clusterPages.resources.noWorkloads')}</span>;
  return (
    <PlainList>
      {present.map(({ kind, ready, total }) => (
        <li key={kind}>
          {kind}:{' '}
          <Box component="span" sx={{ fontWeight: ready < total ? 700 : 400 }}>
            {t('clusterPages.resources.workload', {
              ready: numberText(ready, locale),
              total: numberText(total, locale),
            })}
          </Box>
        </li>
      ))}
      {unknown.map(({ kind, state }) => (
        <li key={kind}>
          <UnknownFigure kind={kind} state={state} />
        </li>
      ))}
    </PlainList>
  );
}
