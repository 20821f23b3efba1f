import { Finding } from '../../findings/Finding';

/** Where containerd, CRI-O and docker keep what they need themselves. */
const OWN_DIRECTORY =
  /\/(?:var\/lib|run|var\/run)\/(?:containerd|containers|crio|docker)\b\S{0,300}: (?:read-only file system|no space left on device|input\/output error)/i;

/** Whether a container could not be made because its node's runtime cannot write to its own disk: nothing of the pod is at fault. */
export function isRuntimeDiskAtFault({ message }: Finding): boolean {
  return OWN_DIRECTORY.test(message);
}
