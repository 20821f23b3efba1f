import type { OwnerReference } from 'kubernetes-types/meta/v1';
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

class GroupsOfPods {
  readonly all: Group[] = [];
  readonly #byTemplate = new Map<string, Group[]>();
  /** Pods of one template mostly stand together, so that it is looked up once. */
  #last: { owner: string; hash: string; groups: Group[] } | undefined;

  add(pod: Pod): void {
    const alike = this.#groupsFor(pod);
    const group = alike && groupOf(pod, alike);
    if (group) {
      group.pods.push(pod);
      return;
    }
    const alone = { first: pod, pods: [pod] };
    this.all.push(alone);
    alike?.push(alone);
  }

  /** The groups of the template that a pod was made from, if it is known. */
  #groupsFor(pod: Pod): Group[] | undefined {
    const owner = pod.metadata.ownerReferences?.[0];
    if (!owner?.controller || !owner.uid) return undefined;
    const hash = hashOf(pod, owner);
    if (hash === undefined) return undefined;
    const last = this.#last;
    if (last?.owner === owner.uid && last.hash === hash) return last.groups;
    const key = `${owner.uid}/${hash}`;
    const groups = this.#byTemplate.get(key) ?? [];
    this.#byTemplate.set(key, groups);
    this.#last = { owner: owner.uid, hash, groups };
    return groups;
  }
}

/**
 * The pods of a snapshot by what they run. Most pods of a cluster are copies of another, so that a rule about containers need read only one of each.
 *
 * What admission answers may change while the template does not, so that those which say something else stand for themselves; so do all pods whose template is not
 * known.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template-hash-label
 */
export const alikePods = oncePerObject(
  (snapshot: ClusterSnapshot): readonly AlikePods[] =>
    snapshot.all('Pod').reduce(withPod, new GroupsOfPods()).all,
);

function withPod(groups: GroupsOfPods, pod: Pod) {
  groups.add(pod);
  return groups;
}

function groupOf(pod: Pod, groups: readonly Group[]) {
  for (const group of groups) if (areCopies(group.first, pod)) return group;
  return undefined;
}

/** What tells the templates of an owner apart. A Job has but one for as long as it lives. */
function hashOf({ metadata }: Pod, { kind }: OwnerReference) {
  if (kind === 'Job') return '';
  for (const label of TEMPLATE_LABELS)
    if (metadata.labels?.[label]) return metadata.labels[label];
  return undefined;
}
