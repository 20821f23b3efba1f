import { UNSEEN_STATES } from '@opsagent/backstage-plugin-opsagent-common';
import { SEVERITIES } from '@opsagent/engine';
import { Knex } from 'knex';
import { Visibility } from '../findings/FindingStore';
import { incidentsByNamespace } from './placedIncidents';
import { NamespaceRow } from './resourceRows';

/** After every severity: incidents of which somebody has said something, and none at all. */
const QUIET = SEVERITIES.length;
const NONE = QUIET + 1;

/** A namespace, and how broken it is for one reader. */
export interface RankedNamespaceRow extends NamespaceRow {
  /** The severity of the worst open incident as its rank, or one of those above. */
  worst_rank: number;
  /** How many incidents are open, below zero: the more of them the earlier. */
  minus_open: number;
}

/**
 * Namespaces of a cluster with what to order them by so that what is most broken comes first.
 *
 * @param visibility - of the reader; without it nothing is known to be broken
 */
export function namespacesByHealth(
  database: Knex,
  cluster: string,
  visibility: Visibility | undefined,
): Knex.QueryBuilder {
  const namespaces = database('cluster_namespaces').where({ cluster });
  if (!visibility)
    return database.from(
      namespaces
        .select(
          '*',
          database.raw('cast(? as integer) as worst_rank, 0 as minus_open', [
            NONE,
          ]),
        )
        .as('ranked'),
    );
  const isOpen = `state in (${UNSEEN_STATES.map(() => '?').join(', ')})`;
  const broken = incidentsByNamespace(database, { cluster }, visibility)
    .groupBy('members.namespace')
    .select(
      { place: 'members.namespace' },
      database.raw(
        `min(case when ${isOpen} then severity_rank else ? end) as worst`,
        [...UNSEEN_STATES, QUIET],
      ),
      database.raw(
        `cast(-sum(case when ${isOpen} then 1 else 0 end) as integer) as fewer`,
        [...UNSEEN_STATES],
      ),
    )
    .as('broken');
  return database.from(
    namespaces
      .leftJoin(broken, 'broken.place', 'cluster_namespaces.name')
      .select(
        'cluster_namespaces.*',
        database.raw('coalesce(worst, ?) as worst_rank', [NONE]),
        database.raw('coalesce(fewer, 0) as minus_open'),
      )
      .as('ranked'),
  );
}
