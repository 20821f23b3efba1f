import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import { append } from '../../append';
import { oncePerObject } from '../../oncePerObject';
import { referenceKey } from '../../findings/referenceKey';
import { ObjectReference } from '../../findings/Finding';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds, KubernetesObject } from '../../snapshot/objects';

/** One pod template that a workload has had. */
export interface Revision {
  object: KnownKinds['ReplicaSet'] | KnownKinds['ControllerRevision'];
  /** Rises with each change; a rollback gives an old template a new number. */
  number: number;
  template: PodTemplateSpec;
  /** Where the template stands in the object. */
  path: string;
}

const DEPLOYMENT_REVISION = 'deployment.kubernetes.io/revision';

/** The pod templates that workloads have had, as far as the cluster keeps them. */
export class RevisionHistory {
  readonly #snapshot: ClusterSnapshot;
  readonly #byNamespace = new Map<string, ReadonlyMap<string, Revision[]>>();

  constructor(snapshot: ClusterSnapshot) {
    this.#snapshot = snapshot;
  }

  /** Newest first; empty for a workload of which none was read. */
  revisionsOf(owner: ObjectReference): readonly Revision[] {
    const { namespace = '' } = owner;
    const byOwner = this.#byNamespace.get(namespace) ?? this.#read(namespace);
    this.#byNamespace.set(namespace, byOwner);
    return byOwner.get(referenceKey(owner)) ?? [];
  }

  #read(namespace: string) {
    const byOwner = new Map<string, Revision[]>();
    const add = (revision: Revision | undefined) => {
      const owner = revision?.object.metadata.ownerReferences?.find(
        each => each.controller,
      );
      if (!revision || !owner) return;
      const { kind, name } = owner;
      append(byOwner, referenceKey({ kind, namespace, name }), revision);
    };
    for (const each of this.#snapshot.inNamespace('ReplicaSet', namespace))
      add(ofReplicaSet(each));
    for (const each of this.#snapshot.inNamespace(
      'ControllerRevision',
      namespace,
    ))
      add(ofControllerRevision(each));
    for (const revisions of byOwner.values())
      revisions.sort((a, b) => b.number - a.number);
    return byOwner;
  }
}

const historyOf = oncePerObject(
  (snapshot: ClusterSnapshot) => new RevisionHistory(snapshot),
);

/** The history of a snapshot, of which each namespace is read once. */
export function revisionHistory(snapshot: ClusterSnapshot): RevisionHistory {
  return historyOf(snapshot);
}

function ofReplicaSet(object: KnownKinds['ReplicaSet']): Revision | undefined {
  const number = Number(object.metadata.annotations?.[DEPLOYMENT_REVISION]);
  const template = object.spec?.template;
  return template && number > 0
    ? { object, number, template, path: 'spec.template' }
    : undefined;
}

/** StatefulSets and DaemonSets keep the patch that makes their template. */
function ofControllerRevision(
  object: KnownKinds['ControllerRevision'],
): Revision | undefined {
  const { spec } =
    ((object as unknown as KubernetesObject).data as {
      spec?: { template?: PodTemplateSpec };
    }) ?? {};
  return spec?.template
    ? {
        object,
        number: object.revision ?? 0,
        template: spec.template,
        path: 'data.spec.template',
      }
    : undefined;
}
