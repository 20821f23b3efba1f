import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { EntityCluster } from '@opsagent/backstage-plugin-opsagent-common';
import { clusterName } from '../../format/clusterNames';
import { missingReadAccess } from '../../format/readAccess';
import { useText } from '../../hooks/useText';
import { CodeBlock } from '../CodeBlock';
import { CopyButton } from '../CopyButton';
import { PlainList } from '../PlainList';

export interface CoverageGapProps {
  cluster: EntityCluster;
}

/** The kinds of one cluster that were not read, why, what did not run because of it, and the missing access rule. */
export function CoverageGap({ cluster }: CoverageGapProps) {
  const t = useText();
  const { unread, detectorsSkipped } = cluster;
  const rules = missingReadAccess(unread);
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
      {rules && (
        <>
          <Typography variant="body2" sx={{ mt: 1, mb: 0.5 }}>
            {t('coverage.grant')}
          </Typography>
          <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 0.5 }}>
            <CodeBlock unwrapped label={t('coverage.grant')}>
              {rules}
            </CodeBlock>
            <CopyButton text={rules} label={t('copyRule')} />
          </Box>
        </>
      )}
    </Box>
  );
}
