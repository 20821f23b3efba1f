import { IncidentRole } from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { Visibility } from '../findings/FindingStore';
import { selectConcernedOwners } from './selectConcernedOwners';

/** What an incident is to one owner. */
export interface OwnerPart {
  role: IncidentRole;
  /** What may be told to them. */
  visibility: Visibility;
}

export interface OwnerViewOptions {
  database: Knex;
  /** An entity reference. */
  platformOwner?: string;
}

/** What may be told to an owner: what is about their own entities, whatever its members may see beyond, and to the platform owner also what nobody owns. */
export class OwnerView {
  readonly #database: Knex;
  readonly #platformOwner: string | undefined;

  constructor({ database, platformOwner }: OwnerViewOptions) {
    this.#database = database;
    this.#platformOwner = platformOwner;
  }

  /** Undefined when nothing that the incident concerns is theirs any more. */
  async ofIncident(
    incidentId: string,
    ownerRef: string,
  ): Promise<OwnerPart | undefined> {
    const unmapped = ownerRef === this.#platformOwner;
    const concerned = await selectConcernedOwners(this.#database, [incidentId]);
    const theirs = concerned.filter(
      each => each.ownerRef === ownerRef || (unmapped && !each.ownerRef),
    );
    const isNobodys = !concerned.some(
      each => each.role === 'cause' && each.ownerRef,
    );
    const isCause =
      theirs.some(each => each.role === 'cause') || (unmapped && isNobodys);
    if (theirs.length === 0 && !isCause) return undefined;
    return {
      role: isCause ? 'cause' : 'affected',
      visibility: { entityRefs: theirs.map(each => each.entityRef), unmapped },
    };
  }

  /** Of all findings. */
  async ofEverything(ownerRef: string): Promise<Visibility> {
    const entityRefs: string[] = await this.#database('entity_owners')
      .where({ distance: 0, owner_ref: ownerRef })
      .pluck('entity_ref');
    return { entityRefs, unmapped: ownerRef === this.#platformOwner };
  }
}
