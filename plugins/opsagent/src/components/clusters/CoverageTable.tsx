import ReadIcon from '@mui/icons-material/CheckCircle';
import UnreadIcon from '@mui/icons-material/VisibilityOff';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { ClusterStatus } from '@opsagent/backstage-plugin-opsagent-common';
import { useLocale } from '../../hooks/useLocale';
import { useText } from '../../hooks/useText';
import { Disclosure } from '../Disclosure';
import { MissingReadAccess } from '../health/MissingReadAccess';
import { HealthTable } from '../platform/HealthTable';
import { Pane } from '../Pane';

type Coverage = NonNullable<ClusterStatus['coverage']>;
type Kind = Coverage['kinds'][number];

export interface CoverageTableProps {
  coverage: Coverage;
}

/** The kinds that a scan asked for and what became of each, with the access rule that is missing. */
export function CoverageTable({ coverage }: CoverageTableProps) {
  const t = useText();
  const read = coverage.kinds.filter(each => each.state === 'complete');
  const unread = coverage.kinds.filter(each => each.state !== 'complete');
  const { skipped } = coverage.detectors;
  return (
    <Pane title={t('clusterPages.coverage.title')}>
      {unread.length > 0 ? (
        <KindTable label={t('clusterPages.coverage.unread')} kinds={unread} />
      ) : (
        <Typography variant="body2">
          {t('clusterPages.coverage.whole')}
        </Typography>
      )}
      {skipped.length > 0 && (
        <Typography variant="body2" sx={{ mt: 1 }}>
          {t('coverage.skipped', { count: skipped.length })}
        </Typography>
      )}
      <MissingReadAccess unread={unread} />
      {read.length > 0 && (
        <Disclosure
          label={t('clusterPages.coverage.read', { count: read.length })}
        >
          <KindTable
            label={t('clusterPages.coverage.read', { count: read.length })}
            kinds={read}
          />
        </Disclosure>
      )}
    </Pane>
  );
}

function KindTable({ label, kinds }: { label: string; kinds: Kind[] }) {
  const t = useText();
  const locale = useLocale();
  return (
    <HealthTable
      label={label}
      columns={[
        {
          title: t('clusterPages.column.kind'),
          width: 'minmax(0, 2fr)',
          cell: each => each.kind,
        },
        {
          title: t('clusterPages.column.state'),
          width: 'minmax(0, 2fr)',
          cell: each => <KindState kind={each} />,
        },
        {
          title: t('clusterPages.column.objects'),
          width: 'minmax(0, 1fr)',
          cell: each =>
            each.state === 'complete' || each.state === 'partial'
              ? t('count.object', { count: each.objects })
              : '',
        },
        {
          title: t('clusterPages.column.reason'),
          width: 'minmax(0, 4fr)',
          cell: ({ message, namespaces }) => (
            <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
              {message}
              {namespaces &&
                t('clusterPages.coverage.onlyIn', {
                  namespaces: new Intl.ListFormat(locale).format(namespaces),
                })}
            </Box>
          ),
        },
      ]}
      rows={kinds}
      keyOf={each => each.kind}
    />
  );
}

function KindState({ kind: { state, metadataOnly } }: { kind: Kind }) {
  const t = useText();
  const Icon = state === 'complete' ? ReadIcon : UnreadIcon;
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5 }}
    >
      <Icon fontSize="small" aria-hidden />
      {[
        t(`clusterPages.coverage.state.${state}`),
        ...(metadataOnly ? [t('clusterPages.coverage.metadataOnly')] : []),
      ].join(' · ')}
    </Box>
  );
}
