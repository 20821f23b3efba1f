import { PodContainer } from '../../detectors/shared/containers';

/** The mount below which a path lies in a container; the deepest one of several. */
export function mountOf({ spec, specPath }: PodContainer, path: string) {
  const mounts = (spec?.volumeMounts ?? []).map((mount, index) => ({
    mount,
    mountPath: mount.mountPath ?? '',
    path: `${specPath}.volumeMounts[${index}]`,
  }));
  return mounts
    .filter(
      ({ mountPath }) =>
        mountPath &&
        (path === mountPath ||
          path.startsWith(`${mountPath.replace(/\/$/, '')}/`)),
    )
    .sort((a, b) => b.mountPath.length - a.mountPath.length)[0];
}
