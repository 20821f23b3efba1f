import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import {
  FindingList,
  PRESENT_STATES,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { failureMessage } from '../../format/failures';
import { Read, useRead } from '../../hooks/useRead';
import { useText } from '../../hooks/useText';
import { SeverityLabel } from '../findings/SeverityLabel';
import { ObjectName } from '../ObjectName';
import { PlainList } from '../PlainList';

const SHOWN = 20;

/** Where findings are looked for. */
export interface FindingsPlace {
  cluster: string;
  namespace?: string;
}

export interface LossFindingsProps {
  place: FindingsPlace;
  detector: string;
}

/** The findings of one rule in a cluster or a namespace, the worst first. */
export function LossFindings({ place, detector }: LossFindingsProps) {
  const t = useText();
  const { cluster, namespace } = place;
  const read: Read<FindingList> = useCallback(
    (api, options) =>
      api.listFindings(
        {
          cluster: [cluster],
          ...(namespace && { namespace: [namespace] }),
          detector: [detector],
          state: [...PRESENT_STATES],
          limit: SHOWN,
        },
        options,
      ),
    [cluster, namespace, detector],
  );
  const { value, error } = useRead(read);
  if (!value)
    return (
      <Typography variant="body2" role="status">
        {error
          ? t('clusterPages.scores.findingsFailed', {
              reason: failureMessage(error),
            })
          : t('clusterPages.scores.findingsLoading')}
      </Typography>
    );
  const more = value.totalItems - value.items.length;
  return (
    <Box sx={{ typography: 'body2' }}>
      <PlainList>
        {value.items.map(({ id, severity, subject, message }) => (
          <Box component="li" key={id} sx={{ overflowWrap: 'anywhere' }}>
            <SeverityLabel severity={severity} />{' '}
            <ObjectName object={subject} />
            <div>{message}</div>
          </Box>
        ))}
      </PlainList>
      {more > 0 && t('clusterPages.scores.more', { count: more })}
    </Box>
  );
}
