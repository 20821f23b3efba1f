import { field } from '../../findings/evidence';
import { judgedContainers } from '../shared/judgedWorkloads';
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
  *check(workload) {
    const { pod, source, path } = workload;
    const isBounded = judgedContainers(workload, ['sidecar', 'main']).every(
      ({ container }) => container.resources?.limits?.memory !== undefined,
    );
    for (const [index, volume] of (pod.spec?.volumes ?? []).entries()) {
      const { emptyDir, name } = volume;
      if (emptyDir?.medium !== 'Memory' || emptyDir.sizeLimit) continue;
      if (INJECTED.test(name)) continue;
      yield {
        key: name,
        severity: isBounded ? 'info' : 'low',
        message: `Volume ${name} is kept in memory and has no size limit${isBounded ? '; the memory limits of the containers bound it' : ''}`,
        evidence: [
          field(source, `${path}.volumes[${index}].emptyDir`, emptyDir),
        ],
      };
    }
  },
});
