import { append } from '../../append';
import { ResourceGraph } from '../../graph/ResourceGraph';
import { oncePerObject } from '../../oncePerObject';
import { DetectionContext } from '../Detector';
import { ServiceReference } from './readReferences';
import {
  SharedReferences,
  ofEachPod,
  sharedReferences,
} from './sharedReferences';

const index = oncePerObject((graph: ResourceGraph) => {
  const byService = new Map<string, SharedReferences[]>();
  for (const { references, pods } of sharedReferences(graph))
    for (const each of references)
      append(byService, `${each.namespace}/${each.name}`, {
        references: [each],
        pods,
      });
  return byService;
});

const ofEachPodOnce = oncePerObject(ofEachPod);

const NONE: readonly ServiceReference[] = [];

/** The places in pods' configuration that name a Service, whether or not it exists. */
export function referencesToService(
  namespace: string | undefined,
  name: string,
  { graph }: DetectionContext,
): readonly ServiceReference[] {
  const shared = index(graph).get(`${namespace ?? ''}/${name}`);
  return shared ? ofEachPodOnce(shared) : NONE;
}
