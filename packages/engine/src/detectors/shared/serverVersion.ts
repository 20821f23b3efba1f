import { oncePerObject } from '../../oncePerObject';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';

/** The minor version of `v1.35.4` and of what distributors append to it. */
export function minorOf(version: string | undefined): number | undefined {
  const [, minor] = /^v?1\.(\d{1,3})(?:\.|$|[+-])/.exec(version ?? '') ?? [];
  return minor === undefined ? undefined : Number(minor);
}

/**
 * The least minor version that the API server can have: that of the newest kubelet, since a supported kubelet is never newer. Undefined without nodes.
 *
 * @see https://kubernetes.io/releases/version-skew-policy/#kubelet
 */
export const leastServerMinor = oncePerObject(
  (snapshot: ClusterSnapshot): number | undefined =>
    snapshot.all('Node').reduce<number | undefined>((newest, { status }) => {
      const minor = minorOf(status?.nodeInfo?.kubeletVersion);
      return minor === undefined || minor < (newest ?? 0) ? newest : minor;
    }, undefined),
);
