import type { Volume } from 'kubernetes-types/core/v1';
import { field } from '../../findings/evidence';
import { workloadDetector } from '../shared/workloadDetector';

/** Volumes that meshes and secret injectors add to pods, by their names; they hold a few kilobytes. */
const INJECTED =
  /^(?:istio-|linkerd-|kuma-|consul-|vault-|home-(?:init|sidecar)$)/;

/** Volumes in memory that may grow as far as memory goes. */
export const memoryVolumes = workloadDetector({
  id: 'storage.emptydir-memory-unbounded',
  title: 'Volume in memory has no size limit',
  tier: 'risk',
  documentation: {
    speaks:
      'An emptyDir volume with medium Memory has no sizeLimit. What is written to it counts towards the memory of the containers that write it, and without memory limits towards that of the node; where all containers have memory limits, these bound it, and it is told for information.',
    silent: 'Volumes that meshes and secret injectors add, which stay small.',
    sources: [
      'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir',
      'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#memory-backed-emptydir',
    ],
  },
  check({ pod, source, path, longLived }) {
    const volumes = pod.spec?.volumes ?? [];
    if (!volumes.some(isUnbounded)) return undefined;
    const isBounded = longLived.every(
      ({ container }) => container.resources?.limits?.memory !== undefined,
    );
    return volumes.flatMap((volume, index) => {
      if (!isUnbounded(volume)) return [];
      const { emptyDir, name } = volume;
      return {
        key: name,
        severity: isBounded ? ('info' as const) : ('low' as const),
        message: `Volume ${name} is kept in memory and has no size limit${isBounded ? '; the memory limits of the containers bound it' : ''}`,
        evidence: [
          field(source, `${path}.volumes[${index}].emptyDir`, emptyDir),
        ],
      };
    });
  },
});

function isUnbounded({ emptyDir, name }: Volume) {
  return (
    emptyDir?.medium === 'Memory' && !emptyDir.sizeLimit && !INJECTED.test(name)
  );
}
