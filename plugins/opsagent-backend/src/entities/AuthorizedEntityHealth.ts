import {
  CompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ALERTS_BESIDE,
  ClusterStatus,
  EntityCluster,
  EntityHealth,
  LARGEST_PAGE_SIZE,
  PRESENT_STATES,
  opsagentFindingReadPermission,
} from '@opsagent/backstage-plugin-opsagent-common';
import { AlertStore } from '../alerts/AlertStore';
import { ClusterStore } from '../clusters/ClusterStore';
import { checksOf } from '../clusters/checksOf';
import { FindingStore } from '../findings/FindingStore';
import { AuthorizedIncidents } from '../incidents/AuthorizedIncidents';
import { Authorizer, Caller } from '../permissions/Authorizer';
import { kubernetesEntityOf } from './KubernetesEntity';

export interface AuthorizedEntityHealthOptions {
  catalog: CatalogService;
  clusters: ClusterStore;
  findings: FindingStore;
  incidents: Pick<AuthorizedIncidents, 'ofEntity'>;
  alerts: Pick<AlertStore, 'list'>;
  authorizer: Authorizer;
}

/** What is known of one entity, for callers who may see it in the catalog and may read findings. */
export class AuthorizedEntityHealth {
  readonly #options: AuthorizedEntityHealthOptions;

  constructor(options: AuthorizedEntityHealthOptions) {
    this.#options = options;
  }

  /**
   * @throws NotAllowedError without permission to read findings
   * @throws NotFoundError alike for an entity that is not there and one that the caller may not see
   */
  async get(ref: CompoundEntityRef, caller: Caller): Promise<EntityHealth> {
    const { alerts, authorizer, catalog } = this.#options;
    const { clusters, findings, incidents } = this.#options;
    await authorizer.require(opsagentFindingReadPermission, caller);
    const entityRef = stringifyEntityRef(ref);
    const entity = await catalog.getEntityByRef(entityRef, caller);
    if (!entity) throw new NotFoundError(`No entity ${entityRef}`);

    const kubernetes = kubernetesEntityOf(entity);
    const visibility = { entityRefs: [entityRef], unmapped: false };
    const [{ items }, incidentsOfEntity, firing, statuses, objects] =
      await Promise.all([
        findings.list(
          {
            entityRef: [entityRef],
            state: [...PRESENT_STATES],
            limit: LARGEST_PAGE_SIZE,
          },
          visibility,
        ),
        incidents.ofEntity(entityRef, caller),
        alerts.list(
          { entityRef: [entityRef], limit: ALERTS_BESIDE },
          visibility,
        ),
        clusters.list({ now: new Date() }),
        clusters.objectsOf(entityRef),
      ]);
    return {
      entityRef,
      incidents: incidentsOfEntity,
      findings: items,
      alerts: firing,
      clusters: statuses
        .filter(
          ({ name }) =>
            objects.has(name) ||
            (kubernetes &&
              (!kubernetes.cluster || kubernetes.cluster === name)),
        )
        .map(status => entityCluster(status, objects.get(status.name) ?? 0)),
    };
  }
}

function entityCluster(status: ClusterStatus, objects: number): EntityCluster {
  const { coverage, durationMs: _, ...cluster } = status;
  return {
    ...cluster,
    objects,
    unread: (coverage?.kinds ?? []).filter(
      ({ state }) => state !== 'complete' && state !== 'notServed',
    ),
    ...checksOf(coverage),
  };
}
