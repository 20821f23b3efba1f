import { EntityHealth } from '@opsagent/backstage-plugin-opsagent-common';
import { runbookTools } from '@opsagent/investigator';
import {
  EntityFacts,
  refsNamedBy,
} from '../investigations/context/EntityFacts';
import { entityFactsTool } from '../investigations/context/entityFactsTool';
import { InvestigationContext } from '../investigations/context/readContext';
import {
  ConfiguredRunbooks,
  valuesOf,
} from '../investigations/runbooks/ConfiguredRunbooks';
import { TechDocsRunbooks } from '../investigations/runbooks/TechDocsRunbooks';
import { Caller } from '../permissions/Authorizer';

export interface EntityContextOptions {
  configured: ConfiguredRunbooks;
  entityFacts: EntityFacts;
  techDocs: TechDocsRunbooks;
}

/** What a question about an entity may be answered from beside the cluster. */
export class EntityContext {
  readonly #options: EntityContextOptions;

  constructor(options: EntityContextOptions) {
    this.#options = options;
  }

  /**
   * What the catalog says of the entity, its documentation, and the runbooks that fit it or one of its incidents.
   *
   * @param namespaces - of its objects
   */
  async read(
    { entityRef, findings, incidents }: EntityHealth,
    namespaces: readonly string[],
    caller: Caller,
  ): Promise<InvestigationContext> {
    const { configured, entityFacts, techDocs } = this.#options;
    const concerned = await entityFacts.of(
      { entities: [{ entityRef, role: 'cause' }] },
      caller,
    );
    const docs = await techDocs.of(
      concerned.map(each => each.entity),
      caller,
    );
    const tools = [
      entityFactsTool(concerned),
      ...runbookTools([
        ...configured.matching(
          { causes: [], detectors: [], entities: [entityRef], namespaces },
          ...incidents.map(incident => {
            const ids = new Set(incident.findings);
            const members = findings.filter(({ id }) => ids.has(id));
            return valuesOf({ ...incident, members });
          }),
        ),
        ...docs.map(each => each.runbook),
      ]),
    ];
    const named = docs.map(each => each.entityRef);
    return { tools, entityRefs: [...refsNamedBy(concerned), ...named] };
  }
}
