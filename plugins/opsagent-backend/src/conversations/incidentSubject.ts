import {
  IncidentDetails,
  opsagentConversationCreatePermission,
} from '@opsagent/backstage-plugin-opsagent-common';
import { InvestigationScope } from '@opsagent/investigator';
import { IncidentStore } from '../incidents/IncidentStore';
import { AuthorizedIncidents } from '../incidents/AuthorizedIncidents';
import { InvestigationContext } from '../investigations/context/readContext';
import { incidentCaseOf } from '../investigations/incidentCaseOf';
import { Authorizer, Caller } from '../permissions/Authorizer';
import { CallerVisibility } from '../permissions/CallerVisibility';
import { ConversationSubject } from './ConversationSubject';
import { suggestionsOfIncident } from './suggestions';

export interface IncidentSubjectOptions {
  authorizer: Authorizer;
  authorized: AuthorizedIncidents;
  incidents: Pick<IncidentStore, 'currentId' | 'entityRefs' | 'isGranted'>;
  visibility: CallerVisibility;
  readContext(
    incident: IncidentDetails,
    caller: Caller,
  ): Promise<InvestigationContext>;
}

/**
 * An incident to ask about.
 *
 * @throws NotAllowedError without permission to read findings
 * @throws NotFoundError alike for an incident that is not there and one that the caller may not see
 */
export async function incidentSubject(
  told: string,
  caller: Caller,
  options: IncidentSubjectOptions,
): Promise<ConversationSubject> {
  const { authorized, authorizer, incidents, readContext, visibility } =
    options;
  const id = await incidents.currentId(told);
  const [incident, seen, [grant]] = await Promise.all([
    authorized.get(told, caller),
    visibility.of(caller, () => incidents.entityRefs({ incident: id })),
    authorizer.grants([opsagentConversationCreatePermission], caller),
  ]);
  return {
    about: { type: 'incident', id: incident.id },
    mayAsk: await incidents.isGranted(id, grant, seen),
    suggestions: suggestionsOfIncident(incident),
    async open() {
      const { entityRefs, tools } = await readContext(incident, caller);
      const asked = incidentCaseOf(incident);
      return {
        subject: { type: 'incident', incident: asked },
        place: {
          cluster: incident.cluster,
          scope: InvestigationScope.aroundIncident(asked),
        },
        tools,
        entityRefs: [...seen.entityRefs, ...entityRefs],
      };
    },
  };
}
