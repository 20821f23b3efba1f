import { append } from '../append';
import { oncePerObject } from '../oncePerObject';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { KnownKinds } from '../snapshot/objects';
import { areCopies } from './areCopies';

type Pod = KnownKinds['Pod'];

/** Pods that one controller made from one template. */
export interface AlikePods {
  /** Of `pods`; what its containers say holds for all of them. */
  first: Pod;
  /** In the order of the snapshot. */
  pods: readonly Pod[];
}

type Group = AlikePods & { pods: Pod[] };

/** By which the controllers of Deployments, StatefulSets and DaemonSets tell the pods of one template from those of another. */
const TEMPLATE_LABELS = [
  'pod-template-hash',
  'controller-revision-hash',
] as const;

/**
 * The pods of a snapshot by what they run. Most pods of a cluster are copies of another, so that a rule about containers need read only one of each.
 *
 * What admission answers may change while the template does not, so that those which say something else stand for themselves; so do all pods whose template is not
 * known.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template-hash-label
 */
export const alikePods = oncePerObject(
  (snapshot: ClusterSnapshot): readonly AlikePods[] => {
    const groups: Group[] = [];
    const byTemplate = new Map<string, Group[]>();
    for (const pod of snapshot.all('Pod')) {
      const template = templateOf(pod);
      const known = template && byTemplate.get(template);
      const group = known && known.find(({ first }) => areCopies(first, pod));
      if (group) {
        group.pods.push(pod);
        continue;
      }
      const alone = { first: pod, pods: [pod] };
      groups.push(alone);
      if (template) append(byTemplate, template, alone);
    }
    return groups;
  },
);

/** A Job has but one template for as long as it lives. */
function templateOf({ metadata }: Pod): string | undefined {
  const owner = metadata.ownerReferences?.[0];
  if (!owner?.controller || !owner.uid) return undefined;
  if (owner.kind === 'Job') return owner.uid;
  for (const label of TEMPLATE_LABELS) {
    const hash = metadata.labels?.[label];
    if (hash) return `${owner.uid}/${hash}`;
  }
  return undefined;
}
