import { parseEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  EntityHealth,
  opsagentConversationCreatePermission,
} from '@opsagent/backstage-plugin-opsagent-common';
import { InvestigationScope } from '@opsagent/investigator';
import { ClusterStore } from '../clusters/ClusterStore';
import { AuthorizedEntityHealth } from '../entities/AuthorizedEntityHealth';
import { Authorizer, Caller } from '../permissions/Authorizer';
import { isGranted, isGrantedThroughout } from '../permissions/Grant';
import { canonicalEntityRef } from '../router/parse';
import { ConversationSubject } from './ConversationSubject';
import { EntityContext } from './EntityContext';
import { factsOfHealth } from './factsOfHealth';
import { refsOfIncident } from './incidentListings';
import { suggestionsOfEntity } from './suggestions';

export interface EntitySubjectOptions {
  authorizer: Authorizer;
  clusters: Pick<ClusterStore, 'namespacesOf'>;
  entityHealth: AuthorizedEntityHealth;
  context: EntityContext;
}

/**
 * An entity to ask about, with its objects in one cluster.
 *
 * @throws InputError when it has objects in several clusters and none of them is named, or another one is
 * @throws NotAllowedError without permission to read findings
 * @throws NotFoundError alike for an entity that is not there and one that the caller may not see
 */
export async function entitySubject(
  asked: { entityRef: string; cluster?: string },
  caller: Caller,
  options: EntitySubjectOptions,
): Promise<ConversationSubject> {
  const { authorizer, clusters, context, entityHealth } = options;
  const entityRef = canonicalEntityRef('entityRef', asked.entityRef);
  const health = await entityHealth.get(parseEntityRef(entityRef), caller);
  const cluster = clusterOf(health, asked.cluster);
  const [[grant], namespaces] = await Promise.all([
    authorizer.grants([opsagentConversationCreatePermission], caller),
    cluster ? clusters.namespacesOf(entityRef, cluster) : [],
  ]);
  const granted = namespaces.filter(namespace =>
    isGranted(grant, {
      cluster: cluster ?? '',
      namespace,
      entityRefs: [entityRef],
    }),
  );
  return {
    about: { type: 'entity', entityRef, ...(cluster ? { cluster } : {}) },
    mayAsk:
      granted.length > 0 ||
      (namespaces.length === 0 &&
        isGrantedThroughout(grant, {
          cluster: cluster ?? '',
          entityRefs: [entityRef],
        })),
    suggestions: suggestionsOfEntity(health),
    async open() {
      const told = factsOfHealth(health);
      const around = await context.read(health, granted, caller);
      return {
        subject: { type: 'entity', name: entityRef, ...told },
        ...(cluster
          ? { place: { cluster, scope: new InvestigationScope(granted) } }
          : {}),
        tools: around.tools,
        entityRefs: [
          entityRef,
          ...health.incidents.flatMap(refsOfIncident),
          ...around.entityRefs,
        ],
      };
    },
  };
}

function clusterOf({ clusters }: EntityHealth, named?: string) {
  const names = clusters
    .filter(({ objects }) => objects > 0)
    .map(({ name }) => name);
  if (named !== undefined && !names.includes(named))
    throw new InputError(
      `cluster: the entity has no objects in ${named}; ${names.length > 0 ? `name one of ${names.join(', ')}` : 'leave it out'}`,
    );
  if (named === undefined && names.length > 1)
    throw new InputError(
      `cluster: the entity has objects in several clusters; name one of ${names.join(', ')}`,
    );
  return named ?? names.at(0);
}
