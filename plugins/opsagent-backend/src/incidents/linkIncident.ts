import { IncidentEntity } from '@opsagent/backstage-plugin-opsagent-common';
import {
  CauseHypothesis,
  Evidence,
  Incident,
  ObjectReference,
} from '@opsagent/engine';
import { ObjectLinks } from '../entities/linkFinding';
import { objectKey } from '../entities/objectKey';
import { LinkedFinding } from '../findings/FindingStore';
import { LinkedIncident } from './IncidentStore';

/**
 * Links an incident to the entities of what has to be changed, which caused it, and to those of everything else that fails, which suffer. An entity that is both has
 * caused it.
 *
 * @param findings - of the same scan, by id
 */
export function linkIncident(
  incident: Incident,
  findings: ReadonlyMap<string, LinkedFinding>,
  links: ObjectLinks,
): LinkedIncident {
  const members = incident.findings.flatMap(id => findings.get(id) ?? []);
  const causing = new Set(
    [incident.subject, incident.causes[0].subject].flatMap(each =>
      links.entitiesOf(each),
    ),
  );
  const suffering = new Set(members.flatMap(each => each.entityRefs));
  const named = [
    incident.subject,
    ...[
      ...incident.causes,
      ...(incident.links ?? []).map(each => each.because),
    ].flatMap(objectsOf),
    ...incident.recommendations.flatMap(({ target, steps }) => [
      target,
      ...steps.flatMap(step => step.patch?.target ?? []),
    ]),
  ];
  return {
    incident,
    entities: [
      ...[...causing].map(entityRef => entity(entityRef, 'cause')),
      ...[...suffering]
        .filter(each => !causing.has(each))
        .map(entityRef => entity(entityRef, 'affected')),
    ],
    objectEntities: Object.fromEntries(
      named.map(each => [objectKey(each), links.entitiesOf(each)]),
    ),
  };
}

function entity(
  entityRef: string,
  role: IncidentEntity['role'],
): IncidentEntity {
  return { entityRef, role };
}

function objectsOf(cause: CauseHypothesis): ObjectReference[] {
  const evidence: Evidence[] = [
    ...cause.evidence,
    ...cause.against,
    ...cause.missing,
  ];
  return [cause.subject, ...evidence.map(each => each.object)];
}
