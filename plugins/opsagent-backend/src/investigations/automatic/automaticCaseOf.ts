import { IncidentDetails } from '@opsagent/backstage-plugin-opsagent-common';
import { IncidentCase, InvestigationScope } from '@opsagent/investigator';
import { namespaceOf } from '../../entities/namespaceOf';
import { FindingStore, Visibility } from '../../findings/FindingStore';
import { IncidentStore } from '../../incidents/IncidentStore';
import { ReaderView, viewOf } from '../ReaderView';
import { incidentCaseOf } from '../incidentCaseOf';

/** An incident as an investigation that nobody asked for may know it. */
export interface AutomaticCase {
  incident: Omit<IncidentDetails, 'alerts'>;
  case: IncidentCase;
  /** The namespaces that it touches. */
  namespaces: readonly string[];
  reader: ReaderView;
}

/**
 * What is told of an incident to those who own what caused it, and nothing else: as a policy tells it that grants exactly what belongs to these entities.
 *
 * @returns undefined when the incident is gone, or they are told nothing of it
 */
export async function automaticCaseOf(
  id: string,
  entityRefs: readonly string[],
  stores: { incidents: IncidentStore; findings: FindingStore },
): Promise<AutomaticCase | undefined> {
  const visibility: Visibility = {
    entityRefs,
    unmapped: false,
    read: { property: 'entity', values: [...entityRefs], orNone: false },
  };
  const found = await stores.incidents.get(id, visibility);
  if (!found) return undefined;
  const members = await stores.findings.some(found.findings, visibility);
  const incident = { ...found, members };
  const told = incidentCaseOf(incident);
  const namespaces = [
    ...(InvestigationScope.ofIncident(told).namespaces ?? []),
  ];
  const places = new Set([
    ...namespaces,
    ...[incident.subject, ...members.map(each => each.subject)].map(
      namespaceOf,
    ),
  ]);
  return {
    incident,
    case: told,
    namespaces,
    reader: {
      ...viewOf(visibility),
      only: {
        entityRefs,
        places: [...places].map(namespace => ({
          cluster: incident.cluster,
          ...(namespace === undefined ? {} : { namespace }),
        })),
      },
    },
  };
}
