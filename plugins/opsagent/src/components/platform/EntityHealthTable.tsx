import {
  IncidentCounts,
  IncidentQuery,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';
import { EntityLinks } from '../incidents/EntityLinks';
import { HealthTable } from './HealthTable';
import { OpenIncidents } from './OpenIncidents';
import { Pane } from '../Pane';

export interface EntityHealthRow {
  entityRef: string;
  incidents: IncidentCounts;
}

export interface EntityHealthTableProps {
  title: string;
  /** What the entities are. */
  kind: string;
  /** The worst first. */
  rows: readonly EntityHealthRow[];
  /** What narrows the list of incidents to an entity. */
  filtersOf(entityRef: string): Partial<IncidentQuery>;
}

/** How many incidents there are by entities that stand above components: their owners, or their systems. */
export function EntityHealthTable(props: EntityHealthTableProps) {
  const { title, kind, rows, filtersOf } = props;
  const t = useText();
  return (
    <Pane title={title}>
      <HealthTable
        label={title}
        columns={[
          {
            title: kind,
            width: 'minmax(0, 1fr)',
            cell: ({ entityRef }: EntityHealthRow) => (
              <EntityLinks entityRefs={[entityRef]} />
            ),
          },
          {
            title: t('platform.incidents.all'),
            width: 'minmax(0, 2fr)',
            cell: ({ entityRef, incidents }: EntityHealthRow) => (
              <OpenIncidents
                counts={incidents}
                filters={filtersOf(entityRef)}
                healthy={false}
              />
            ),
          },
        ]}
        rows={rows}
        keyOf={each => each.entityRef}
      />
    </Pane>
  );
}
