import { IncidentDetails } from '@opsagent/backstage-plugin-opsagent-common';
import { Tool, runbookTools } from '@opsagent/investigator';
import { Caller } from '../../permissions/Authorizer';
import { ConfiguredRunbooks } from '../runbooks/ConfiguredRunbooks';
import { TechDocsRunbooks } from '../runbooks/TechDocsRunbooks';
import { EntityFacts, refsNamedBy } from './EntityFacts';
import { SimilarIncidents } from './SimilarIncidents';
import { entityFactsTool } from './entityFactsTool';
import { similarIncidentsTool } from './similarIncidentsTool';

export interface ContextOptions {
  configured: ConfiguredRunbooks;
  entityFacts: EntityFacts;
  similar: SimilarIncidents;
  techDocs: TechDocsRunbooks;
}

/** What an investigation may be told beside the cluster. */
export interface InvestigationContext {
  tools: readonly Tool[];
  /** Of the entities that the tools may speak of. */
  entityRefs: readonly string[];
}

/**
 * Reads what the caller may see around an incident. It is read before the investigation begins, so that it is known from the beginning who may see what comes of it.
 *
 * @throws NotAllowedError without permission to read findings
 */
export async function readContext(
  incident: IncidentDetails,
  caller: Caller,
  { configured, entityFacts, similar, techDocs }: ContextOptions,
): Promise<InvestigationContext> {
  const [alike, concerned] = await Promise.all([
    similar.to(incident, caller),
    entityFacts.of(incident, caller),
  ]);
  const docs = await techDocs.of(
    concerned.map(each => each.entity),
    caller,
  );
  const named = [
    ...alike.entityRefs,
    ...refsNamedBy(concerned),
    ...docs.map(each => each.entityRef),
  ];
  return {
    tools: [
      similarIncidentsTool(alike.items),
      entityFactsTool(concerned),
      ...runbookTools([
        ...configured.of(incident),
        ...docs.map(each => each.runbook),
      ]),
    ],
    entityRefs: [...new Set(named)],
  };
}
