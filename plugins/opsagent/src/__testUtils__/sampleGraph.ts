import {
  GraphNode,
  IncidentDetails,
  IncidentGraph,
} from '@opsagent/backstage-plugin-opsagent-common';
import { objectName } from '../format/objectName';

/** What caused an incident, the subjects of its findings below it, and an Ingress that nothing is found about. */
export function sampleGraph(incident: IncidentDetails): IncidentGraph {
  const { causes, members } = incident;
  const { subject } = causes[0];
  const nodes = new Map<string, GraphNode>();
  const add = (object: GraphNode['object'], role: GraphNode['role']) => {
    const id = objectName(object);
    const node = nodes.get(id) ?? {
      id,
      object,
      role,
      findings: [],
      entityRefs: [],
    };
    nodes.set(id, node);
    return node;
  };
  add(subject, 'cause');
  for (const each of members) {
    const node = add(each.subject, 'symptom');
    node.findings.push(each.id);
    node.severity ??= each.severity;
  }
  add(
    { kind: 'Ingress', namespace: subject.namespace, name: 'web' },
    'reached',
  );
  const ids = [...nodes.keys()];
  return {
    nodes: [...nodes.values()],
    edges: ids.slice(1).map((to, index) => ({ from: ids[index], to })),
  };
}
