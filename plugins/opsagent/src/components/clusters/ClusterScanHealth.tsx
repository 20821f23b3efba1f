import {
  checksOf,
  ClusterStatus,
} from '@opsagent/backstage-plugin-opsagent-common';
import { countChecks } from '../../format/countChecks';
import { durationText } from '../../format/durationText';
import { momentTime, relativeTime } from '../../format/time';
import { useLocale } from '../../hooks/useLocale';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../hooks/useText';
import { Fact } from '../Fact';
import { Facts } from '../Facts';
import { Moment } from '../Moment';
import { CheckCoverage } from '../health/CheckCoverage';
import { Pane } from '../Pane';

export interface ClusterScanHealthProps {
  cluster: ClusterStatus;
}

/** How the scans of a cluster go: when the last one was, how long it took, and what went wrong since. */
export function ClusterScanHealth({ cluster }: ClusterScanHealthProps) {
  const t = useText();
  const options = { locale: useLocale(), now: useNow() };
  const { state, scannedAt, durationMs = 0, unreachableSince, error } = cluster;
  return (
    <Pane title={t('clusterPages.scan.title')}>
      <Facts>
        <Fact label={t('clusterPages.scan.state')}>
          {t(`clusterPages.scan.states.${state}`)}
          {unreachableSince && (
            <>
              {' · '}
              <Moment timestamp={unreachableSince}>
                {t('platform.clusters.unreachable', {
                  moment: momentTime(unreachableSince, options),
                })}
              </Moment>
            </>
          )}
        </Fact>
        <Fact label={t('clusterPages.scan.last')}>
          {scannedAt ? (
            <Moment timestamp={scannedAt}>
              {t('clusterPages.scan.took', {
                relative: relativeTime(scannedAt, options),
                duration: durationText(durationMs, options.locale),
              })}
            </Moment>
          ) : (
            t('clusterPages.scan.never')
          )}
        </Fact>
        {cluster.coverage && (
          <Fact label={t('clusterPages.scan.coverage')}>
            <CheckCoverage checks={countChecks([checksOf(cluster.coverage)])} />
          </Fact>
        )}
        {error && <Fact label={t('clusterPages.scan.error')}>{error}</Fact>}
      </Facts>
    </Pane>
  );
}
