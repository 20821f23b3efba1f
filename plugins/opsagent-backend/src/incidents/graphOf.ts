import {
  GraphNode,
  GraphRole,
  IncidentGraph,
} from '@opsagent/backstage-plugin-opsagent-common';
import {
  Incident,
  ObjectReference,
  SEVERITIES,
  Severity,
} from '@opsagent/engine';
import { objectKey } from '../entities/objectKey';
import { IncidentReader } from './IncidentReader';

/**
 * The objects of an incident as one reader may see them.
 *
 * The incident itself tells the kinds of its subject and of what caused it even where they are hidden, so these stay as nodes without a name. Whatever else is hidden is
 * left out, and what the failure comes to behind it hangs on the last node before it, as if nothing stood between.
 *
 * @param severities - of the findings that the reader may see, by id
 */
export function graphOf(
  incident: Incident,
  reader: IncidentReader,
  severities: ReadonlyMap<string, Severity>,
): IncidentGraph {
  const [cause] = incident.causes;
  const subjectKey = objectKey(incident.subject);
  const nodes: GraphNode[] = [];
  const edges: IncidentGraph['edges'] = [];
  /** Of the node for an object, or of the last one before it. */
  const ids = new Map<string, string>();
  const add = (object: ObjectReference, role?: GraphRole) => {
    const id = `${nodes.length}`;
    ids.set(objectKey(object), id);
    nodes.push(nodeOf(id, object, { reader, severities, role }));
    return id;
  };
  add(cause.subject, cause.confidence > 0 ? 'cause' : undefined);
  for (const { from, to } of incident.flow ?? []) {
    const start = ids.get(objectKey(from));
    const key = objectKey(to);
    if (start === undefined || ids.has(key)) continue;
    if (key === subjectKey || reader.seesObject(to))
      edges.push({ from: start, to: add(to) });
    else ids.set(key, start);
  }
  return { nodes, edges };
}

interface NodeOptions {
  reader: IncidentReader;
  severities: ReadonlyMap<string, Severity>;
  /** What it has to do with the incident, where that does not follow from its findings. */
  role?: GraphRole;
}

function nodeOf(
  id: string,
  object: ObjectReference,
  { reader, role, severities }: NodeOptions,
): GraphNode {
  const findings = reader.findingsOn(object);
  const severity = SEVERITIES.find(each =>
    findings.some(finding => severities.get(finding) === each),
  );
  return {
    id,
    object: reader.named(object),
    role: role ?? (findings.length > 0 ? 'symptom' : 'reached'),
    severity,
    findings,
    entityRefs: reader.entitiesOf(object),
  };
}
