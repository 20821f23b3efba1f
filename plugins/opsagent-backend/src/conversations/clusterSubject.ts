import {
  ClusterStatus,
  IncidentSummary,
  opsagentConversationCreatePermission,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Fact, InvestigationScope, runbookTools } from '@opsagent/investigator';
import { AuthorizedClusters } from '../clusters/AuthorizedClusters';
import { AuthorizedIncidents } from '../incidents/AuthorizedIncidents';
import {
  ConfiguredRunbooks,
  valuesOf,
} from '../investigations/runbooks/ConfiguredRunbooks';
import { Authorizer, Caller } from '../permissions/Authorizer';
import { isGrantedThroughout } from '../permissions/Grant';
import { ConversationSubject } from './ConversationSubject';
import { factOfIncident, refsOfIncident } from './incidentListings';
import { suggestionsOfCluster, unreadKindsOf } from './suggestions';

export interface ClusterSubjectOptions {
  authorizer: Authorizer;
  authorized: AuthorizedIncidents;
  authorizedClusters: AuthorizedClusters;
  runbooks: Pick<ConfiguredRunbooks, 'matching'>;
}

const MOST_INCIDENTS = 15;

/** Meets no condition: for runbooks that have none. */
const NOTHING = { causes: [], detectors: [], entities: [], namespaces: [] };

/**
 * A cluster to ask about.
 *
 * @throws NotAllowedError without permission to read findings or clusters
 * @throws NotFoundError for a cluster that is not listed, or that the caller may not read
 */
export async function clusterSubject(
  cluster: string,
  caller: Caller,
  options: ClusterSubjectOptions,
): Promise<ConversationSubject> {
  const { authorized, authorizedClusters, authorizer, runbooks } = options;
  const { items, totalItems } = await authorized.list(
    { cluster: [cluster], order: 'severity', limit: MOST_INCIDENTS },
    caller,
  );
  const [status, [grant]] = await Promise.all([
    authorizedClusters.get(cluster, caller),
    authorizer.grants([opsagentConversationCreatePermission], caller),
  ]);
  const left = totalItems - items.length;
  return {
    about: { type: 'cluster', cluster },
    mayAsk: isGrantedThroughout(grant, { cluster }),
    suggestions: suggestionsOfCluster(status, items),
    open: async () => ({
      subject: {
        type: 'cluster',
        name: cluster,
        facts: [factOfStatus(status), ...items.map(factOfIncident)],
        ...(left > 0
          ? { cut: `${left} less severe incidents; list_incidents tells them` }
          : {}),
      },
      place: { cluster, scope: InvestigationScope.ofCluster() },
      tools: runbookTools(
        runbooks.matching(NOTHING, ...items.map(valuesOfSummary)),
      ),
      entityRefs: items.flatMap(refsOfIncident),
    }),
  };
}

/** Of its findings, a list does not tell. */
function valuesOfSummary({ cause, entities, subject }: IncidentSummary) {
  return valuesOf({ causes: [cause], entities, members: [], subject });
}

function factOfStatus(status: ClusterStatus): Fact {
  const { error, name, scannedAt, state } = status;
  return {
    kind: 'document',
    ...(scannedAt ? { at: scannedAt } : {}),
    text: JSON.stringify({
      cluster: name,
      scan: state,
      ...(error ? { error } : {}),
      kindsNotReadCompletely: unreadKindsOf(status),
    }),
  };
}
