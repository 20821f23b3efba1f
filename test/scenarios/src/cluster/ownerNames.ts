import {
  AppsV1Api,
  BatchV1Api,
  V1ObjectMeta,
  V1Pod,
} from '@kubernetes/client-node';
import { nameOf } from '../scenario/reference';

const REVISION = 'deployment.kubernetes.io/revision';

/** The names under which scenarios may speak of a pod, and the revision of its Deployment. */
export interface PodOwners {
  of(pod: V1Pod): { names: readonly string[]; revision: number | undefined };
}

/** Reads what stands between pods and the workloads that people know. */
export async function ownerNames(
  apps: AppsV1Api,
  batch: BatchV1Api,
): Promise<PodOwners> {
  const [replicaSets, jobs] = await Promise.all([
    apps.listReplicaSetForAllNamespaces(),
    batch.listJobForAllNamespaces(),
  ]);
  const between = new Map<string, V1ObjectMeta>();
  for (const { metadata } of [...replicaSets.items, ...jobs.items]) {
    if (metadata?.uid) between.set(metadata.uid, metadata);
  }
  return {
    of: ({ metadata = {} }) => {
      const names = [nameIn(metadata, 'Pod', metadata.name)];
      let current: V1ObjectMeta | undefined = metadata;
      let revision: number | undefined;
      while (current) {
        const owner: { kind: string; name: string; uid: string } | undefined =
          current.ownerReferences?.find(({ controller }) => controller);
        if (!owner) break;
        names.push(nameIn(metadata, owner.kind, owner.name));
        current = between.get(owner.uid);
        const written = current?.annotations?.[REVISION];
        if (written) revision = Number(written);
      }
      return { names, revision };
    },
  };
}

function nameIn({ namespace }: V1ObjectMeta, kind: string, name = '') {
  return nameOf({ kind, namespace, name });
}
