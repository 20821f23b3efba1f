import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { EntityCluster } from '@opsagent/backstage-plugin-opsagent-common';
import { clusterName } from '../../format/clusterNames';
import { useText } from '../../hooks/useText';
import { PlainList } from '../PlainList';
import { MissingReadAccess } from './MissingReadAccess';

export interface CoverageGapProps {
  cluster: EntityCluster;
}

/** The kinds of one cluster that were not read, why, what did not run because of it, and the missing access rule. */
export function CoverageGap({ cluster }: CoverageGapProps) {
  const t = useText();
  const { unread, detectorsSkipped } = cluster;
  return (
    <Box component="section" aria-label={clusterName(cluster)}>
      <Typography component="h4" sx={{ fontWeight: 600, fontSize: '0.95rem' }}>
        {clusterName(cluster)}
        {detectorsSkipped > 0 && (
          <Box component="span" sx={{ fontWeight: 400 }}>
            {': '}
            {t('coverage.skipped', { count: detectorsSkipped })}
          </Box>
        )}
      </Typography>
      <PlainList>
        {unread.map(({ kind, state, message }) => (
          <Box
            component="li"
            key={kind}
            sx={{ typography: 'body2', overflowWrap: 'anywhere' }}
          >
            <strong>{kind}</strong> {t(`coverage.state.${state}`)}
            {message && (
              <Box component="span" sx={{ color: 'text.secondary' }}>
                {' · '}
                {message}
              </Box>
            )}
          </Box>
        ))}
      </PlainList>
      <MissingReadAccess unread={unread} />
    </Box>
  );
}
