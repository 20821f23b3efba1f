import { ResourceGraph } from '../../graph/ResourceGraph';
import { oncePerObject } from '../../oncePerObject';
import { compareNames } from '../../snapshot/compareNames';
import { KnownKinds } from '../../snapshot/objects';
import { activeAlikePods } from '../shared/pods';
import { ServiceReference, readReferences } from './readReferences';

type Pod = KnownKinds['Pod'];

/** What pods with the same containers name, as the first of them says it. */
export interface SharedReferences {
  references: readonly ServiceReference[];
  pods: readonly Pod[];
}

/** Every Service that variables and arguments of pods name, once for pods with the same containers. */
export const sharedReferences = oncePerObject(
  (graph: ResourceGraph): readonly SharedReferences[] => {
    const context = { snapshot: graph.snapshot, graph };
    const found: SharedReferences[] = [];
    for (const { first, pods } of activeAlikePods(context)) {
      const references = readReferences(first, context);
      if (references.length > 0) found.push({ references, pods });
    }
    return found;
  },
);

/** The references of each single pod, in the order of the snapshot. */
export function ofEachPod(
  shared: readonly SharedReferences[],
): readonly ServiceReference[] {
  const found: ServiceReference[] = [];
  for (const { references, pods } of shared)
    for (const pod of pods)
      for (const reference of references)
        if (reference.form !== 'bare' || !isName(pod, reference.host))
          found.push(saidBy(pod, reference));
  return found.sort((one, other) => compareNames(one.pod, other.pod));
}

function saidBy(pod: Pod, reference: ServiceReference): ServiceReference {
  return reference.pod === pod
    ? reference
    : { ...reference, pod, setting: reference.setting.in(pod) };
}

function isName({ metadata, spec }: Pod, host: string) {
  return metadata.name === host || spec?.hostname === host;
}
