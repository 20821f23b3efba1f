import {
  ClusterStatus,
  IncidentCounts,
  IncidentQuery,
} from '@opsagent/backstage-plugin-opsagent-common';
import { clusterScanOf } from '../../format/clusterScanOf';
import { isReadWhole } from '../../format/platformHealth';
import { useText } from '../../hooks/useText';
import { OpenIncidents } from '../platform/OpenIncidents';
import { Pane } from '../Pane';

export interface PlaceIncidentsProps {
  /** Absent for readers who may not see any. */
  incidents: IncidentCounts | undefined;
  filters: Partial<Pick<IncidentQuery, 'cluster' | 'namespace'>>;
  /** Of the cluster; without it, having no incidents is not called healthy. */
  status?: ClusterStatus;
}

/** What fails in a cluster or a namespace, by severity. */
export function PlaceIncidents(props: PlaceIncidentsProps) {
  const { incidents, filters, status } = props;
  const t = useText();
  if (!incidents) return null;
  return (
    <Pane title={t('platform.incidents.all')}>
      <OpenIncidents
        counts={incidents}
        filters={filters}
        healthy={
          status !== undefined && isReadWhole({ scan: clusterScanOf(status) })
        }
      />
    </Pane>
  );
}
