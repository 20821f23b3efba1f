import { OpsagentFindingResource } from '@opsagent/backstage-plugin-opsagent-node';
import { Severity } from '@opsagent/engine';
import { Knex } from 'knex';
import { groupBy } from '../database/groupBy';
import { whereAnyOf } from '../database/sql';
import { selectEntities } from '../findings/readFindings';
import { allMembers, namespacesOfIncidents } from '../incidents/incidentPlaces';
import { selectConcerned } from '../incidents/readIncidents';

interface JudgedRow {
  id: string;
  cluster: string;
  severity: Severity;
}

/** A finding or an incident before it is known who owns its entities. */
interface Judged extends Omit<OpsagentFindingResource, 'owners'> {
  id: string;
  entityRefs: readonly string[];
  /** Whether the subject of a finding, or the cause of an incident, belongs to no entity. */
  unmapped: boolean;
}

export interface FindingResourcesOptions {
  database: Knex;
  /** The entity ref of the owner of what belongs to no entity. */
  platformOwner?: string;
}

/** Findings and incidents as permission rules judge them, whoever asks. */
export class FindingResources {
  readonly #database: Knex;
  readonly #platformOwner: string | undefined;

  constructor(options: FindingResourcesOptions) {
    this.#database = options.database;
    this.#platformOwner = options.platformOwner;
  }

  /** Those with the given ids, in their order; undefined where there is none. */
  async get(
    ids: readonly string[],
  ): Promise<(OpsagentFindingResource | undefined)[]> {
    const judged = [
      ...(await this.#findings(ids)),
      ...(await this.#incidents(ids)),
    ];
    const owners = await this.#owners(judged.flatMap(each => each.entityRefs));
    const ownersOf = (ref: string) => owners.get(ref) ?? [];
    const platform = this.#platformOwner;
    const ofPlatform = platform ? [platform, ...ownersOf(platform)] : [];
    const resources = new Map(
      judged.map(({ id, entityRefs, unmapped, ...rest }) => [
        id,
        {
          ...rest,
          owners: [
            ...entityRefs.flatMap(ownersOf),
            ...(unmapped ? ofPlatform : []),
          ],
        },
      ]),
    );
    return ids.map(id => resources.get(id));
  }

  async #findings(ids: readonly string[]): Promise<Judged[]> {
    const rows: (JudgedRow & {
      namespace: string | null;
      object_entities: string | null;
    })[] = await whereAnyOf(this.#database('findings'), 'id', ids);
    const entities = await selectEntities(this.#database, ids);
    return rows.map(({ id, cluster, severity, ...row }) => {
      const entityRefs = entities.get(id) ?? [];
      return {
        id,
        cluster,
        severity,
        namespaces: row.namespace === null ? [] : [row.namespace],
        entityRefs,
        unmapped: entityRefs.length === 0 || row.object_entities !== null,
      };
    });
  }

  async #incidents(ids: readonly string[]): Promise<Judged[]> {
    const rows: JudgedRow[] = await whereAnyOf(
      this.#database('incidents'),
      'id',
      ids,
    );
    const entities = await selectConcerned(this.#database, ids);
    const namespaces = await this.#namespacesOfIncidents(ids);
    return rows.map(({ id, cluster, severity }) => {
      const concerned = entities.get(id) ?? [];
      return {
        id,
        cluster,
        severity,
        namespaces: namespaces.get(id) ?? [],
        entityRefs: concerned.map(each => each.entityRef),
        unmapped: concerned.every(each => each.role !== 'cause'),
      };
    });
  }

  async #namespacesOfIncidents(ids: readonly string[]) {
    const rows: { incident_id: string; namespace: string }[] =
      await namespacesOfIncidents(
        this.#database,
        allMembers(this.#database),
        ids,
      );
    const grouped = groupBy(rows, row => row.incident_id);
    return new Map(
      [...grouped].map(([id, each]) => [id, each.map(row => row.namespace)]),
    );
  }

  async #owners(entityRefs: readonly string[]) {
    const rows: { entity_ref: string; owner_ref: string }[] = await whereAnyOf(
      this.#database('entity_owners'),
      'entity_ref',
      [...new Set([...entityRefs, this.#platformOwner ?? []].flat())],
    );
    const grouped = groupBy(rows, row => row.entity_ref);
    return new Map(
      [...grouped].map(([ref, each]) => [ref, each.map(row => row.owner_ref)]),
    );
  }
}
