import {
  CauseHypothesis,
  Incident,
  ObjectReference,
  Recommendation,
} from '@opsagent/engine';
import { ObjectLinks } from '../entities/linkFinding';
import { objectKey } from '../entities/objectKey';
import { LinkedFinding } from '../findings/FindingStore';
import {
  LinkedEntity,
  LinkedIncident,
  NamedObject,
  NamedObjects,
} from './IncidentStore';

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
  const objects = namedObjects(incident, members, links);
  const roles = new Map<string, LinkedEntity['role']>();
  const assign = (role: LinkedEntity['role'], refs: readonly string[]) => {
    for (const ref of refs) if (!roles.has(ref)) roles.set(ref, role);
  };
  for (const each of [incident.subject, incident.causes[0].subject])
    assign('cause', links.entitiesOf(each));
  for (const each of members) assign('affected', each.entityRefs);
  for (const each of Object.values(objects)) assign('named', each.entityRefs);
  for (const { otherEntities = {} } of members)
    for (const refs of Object.values(otherEntities)) assign('named', refs);
  return {
    incident,
    plainTitle: members[0]?.finding.title ?? incident.causes[0].title,
    entities: [...roles].map(([entityRef, role]) => ({ entityRef, role })),
    objects,
  };
}

function namedObjects(
  incident: Incident,
  members: readonly LinkedFinding[],
  links: ObjectLinks,
): NamedObjects {
  const objects = new Map<string, NamedObject & { findings?: string[] }>();
  const add = (object: ObjectReference) => {
    const key = objectKey(object);
    const known = objects.get(key) ?? { entityRefs: links.entitiesOf(object) };
    objects.set(key, known);
    return known;
  };
  const hypotheses = [
    ...incident.causes,
    ...(incident.links ?? []).map(each => each.because),
  ];
  [
    incident.subject,
    ...hypotheses.flatMap(objectsOfCause),
    ...incident.recommendations.flatMap(objectsOfAdvice),
  ].forEach(add);
  for (const { finding } of members) {
    const subject = add(finding.subject);
    subject.findings = [...(subject.findings ?? []), finding.id];
  }
  for (const { from, to } of incident.flow ?? [])
    for (const object of [from, to]) {
      const key = objectKey(object);
      const entityRefs = links.entitiesOf(object);
      if (!objects.has(key))
        objects.set(key, { entityRefs, isOnlyReached: true });
    }
  return Object.fromEntries(objects);
}

function objectsOfCause(cause: CauseHypothesis): ObjectReference[] {
  const { against, evidence, missing, subject } = cause;
  return [
    subject,
    ...[...evidence, ...against, ...missing].map(each => each.object),
  ];
}

/** What the steps of a recommendation, and those of taking it back and of checking it, change. */
export function objectsOfAdvice({
  rollback,
  steps,
  target,
  verification,
}: Recommendation): ObjectReference[] {
  return [
    target,
    ...[...steps, ...rollback, ...verification].flatMap(
      each => each.patch?.target ?? [],
    ),
  ];
}
