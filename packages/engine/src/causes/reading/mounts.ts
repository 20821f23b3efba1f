import { PodContainer } from '../../detectors/shared/containers';

/** The mount below which a path lies in a container; the deepest one of several. */
export function mountOf({ spec, specPath }: PodContainer, path: string) {
  const mounts = (spec?.volumeMounts ?? []).map((mount, index) => ({
    mount,
    path: `${specPath}.volumeMounts[${index}]`,
  }));
  return mounts
    .filter(
      ({ mount }) =>
        path === mount.mountPath ||
        path.startsWith(`${mount.mountPath.replace(/\/$/, '')}/`),
    )
    .sort((a, b) => b.mount.mountPath.length - a.mount.mountPath.length)[0];
}
