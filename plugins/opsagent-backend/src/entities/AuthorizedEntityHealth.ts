import {
  CompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ALERTS_BESIDE,
  EntityCluster,
  EntityHealth,
  LARGEST_PAGE_SIZE,
  PRESENT_STATES,
  checksOf,
  opsagentScanCreatePermission,
  unreadKinds,
} from '@opsagent/backstage-plugin-opsagent-common';
import { AlertStore } from '../alerts/AlertStore';
import { ClusterStore, KnownCluster } from '../clusters/ClusterStore';
import { FindingStore } from '../findings/FindingStore';
import { AuthorizedIncidents } from '../incidents/AuthorizedIncidents';
import { Authorizer, Caller } from '../permissions/Authorizer';
import { CallerVisibility } from '../permissions/CallerVisibility';
import { isGranted, isPossibleIn } from '../permissions/Grant';
import { kubernetesEntityOf } from './KubernetesEntity';

export interface AuthorizedEntityHealthOptions {
  catalog: CatalogService;
  clusters: ClusterStore;
  findings: FindingStore;
  incidents: Pick<AuthorizedIncidents, 'ofEntity'>;
  alerts: Pick<AlertStore, 'list'>;
  visibility: CallerVisibility;
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
    const { alerts, authorizer, catalog, visibility } = this.#options;
    const { clusters, findings, incidents } = this.#options;
    const entityRef = stringifyEntityRef(ref);
    const [visible, [scan]] = await Promise.all([
      visibility.of(caller, async () => [
        entityRef,
        ...(await findings.othersBeside(entityRef)),
      ]),
      authorizer.grants([opsagentScanCreatePermission], caller),
    ]);
    const entity = await catalog.getEntityByRef(entityRef, caller);
    if (!entity) throw new NotFoundError(`No entity ${entityRef}`);

    const kubernetes = kubernetesEntityOf(entity);
    const ofEntity = { ...visible, unmapped: false };
    const [ownFindings, ownIncidents, firing, statuses, objects] =
      await Promise.all([
        findings.list(
          {
            entityRef: [entityRef],
            state: [...PRESENT_STATES],
            limit: LARGEST_PAGE_SIZE,
          },
          ofEntity,
        ),
        incidents.ofEntity(entityRef, caller),
        alerts.list({ entityRef: [entityRef], limit: ALERTS_BESIDE }, ofEntity),
        clusters.list({ now: new Date() }),
        clusters.objectsOf(entityRef),
      ]);
    return {
      entityRef,
      incidents: ownIncidents.items,
      findings: ownFindings.items,
      leftOut: leftOut({ incidents: ownIncidents, findings: ownFindings }),
      alerts: firing,
      clusters: statuses
        .filter(
          ({ name }) =>
            (objects.has(name) ||
              (kubernetes &&
                (!kubernetes.cluster || kubernetes.cluster === name))) &&
            isPossibleIn(name, visible.read ?? true),
        )
        .map(status => ({
          ...entityCluster(status, objects.get(status.name) ?? 0),
          mayScan: isGranted(scan, { cluster: status.name }),
        })),
    };
  }
}

function leftOut(
  lists: Record<
    'incidents' | 'findings',
    { items: unknown[]; totalItems: number }
  >,
): EntityHealth['leftOut'] {
  const rest = (of: keyof typeof lists) =>
    lists[of].totalItems - lists[of].items.length;
  const counts = { incidents: rest('incidents'), findings: rest('findings') };
  return counts.incidents + counts.findings > 0 ? counts : undefined;
}

function entityCluster(
  status: KnownCluster,
  objects: number,
): Omit<EntityCluster, 'mayScan'> {
  const { coverage, durationMs: _, ...cluster } = status;
  const { kindsUnread: __, ...checks } = checksOf(coverage);
  return { ...cluster, objects, unread: unreadKinds(coverage), ...checks };
}
