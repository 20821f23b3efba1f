import { ResourceGraph } from '../../graph/ResourceGraph';
import { oncePerObject } from '../../oncePerObject';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { ServiceReference } from './readReferences';
import {
  SharedReferences,
  ofEachPod,
  sharedReferences,
} from './sharedReferences';

export type { ServiceReference };

type Pod = KnownKinds['Pod'];

const referencesIn = oncePerObject((graph: ResourceGraph) =>
  ofEachPod(sharedReferences(graph)),
);

/** Every Service that variables and arguments of pods name, whether or not it exists, in the order of the pods. Read once for a snapshot. */
export function serviceReferences({
  graph,
}: DetectionContext): readonly ServiceReference[] {
  return referencesIn(graph);
}

const sharedByPod = oncePerObject((graph: ResourceGraph) => {
  const byPod = new Map<Pod, readonly ServiceReference[]>();
  for (const { references, pods } of sharedReferences(graph))
    for (const pod of pods) byPod.set(pod, references);
  return byPod;
});

/** Those of all references that stand in one pod. */
export function serviceReferencesOf(
  pod: Pod,
  { graph }: DetectionContext,
): readonly ServiceReference[] {
  const references = sharedByPod(graph).get(pod);
  return references ? ofEachPod([{ references, pods: [pod] }]) : [];
}

/** Those of all references that are meant, which is asked once for pods with the same containers: the answer may not hang on the single pod. */
export function serviceReferencesWhere(
  isMeant: (reference: ServiceReference) => boolean,
  { graph }: DetectionContext,
): readonly ServiceReference[] {
  const found: SharedReferences[] = [];
  for (const { references, pods } of sharedReferences(graph)) {
    const meant = references.filter(isMeant);
    if (meant.length > 0) found.push({ references: meant, pods });
  }
  return ofEachPod(found);
}
