import { append } from '../../append';
import { ResourceGraph } from '../../graph/ResourceGraph';
import { oncePerObject } from '../../oncePerObject';
import { DetectionContext } from '../Detector';
import { ServiceReference, serviceReferences } from './serviceReferences';

const index = oncePerObject((graph: ResourceGraph) => {
  const references = new Map<string, ServiceReference[]>();
  for (const each of serviceReferences({ snapshot: graph.snapshot, graph }))
    append(references, `${each.namespace}/${each.name}`, each);
  return references as ReadonlyMap<string, readonly ServiceReference[]>;
});

const NONE: readonly ServiceReference[] = [];

/** The places in pods' configuration that name a Service, whether or not it exists. */
export function referencesToService(
  namespace: string | undefined,
  name: string,
  { graph }: DetectionContext,
): readonly ServiceReference[] {
  return index(graph).get(`${namespace ?? ''}/${name}`) ?? NONE;
}
