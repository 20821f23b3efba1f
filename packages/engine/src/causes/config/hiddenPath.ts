import { FieldEvidence } from '../../findings/Finding';
import { field } from '../../findings/evidence';
import { PodContainer } from '../../detectors/shared/containers';
import { mountOf } from '../reading/mounts';

export interface HiddenPath {
  path: string;
  /** The mount below which the path lies. */
  volume: string;
  evidence: FieldEvidence;
}

/** Start errors of runc and crun, and of shells and interpreters. */
const NOT_THERE = [
  /(?:stat|exec:?|open|executable file)[ `'"]{1,3}(\/[\w./@-]{1,200})[`'"]?:? (?:no such file or directory|.{0,40}not found)/i,
  /exec: "(\/[\w./@-]{1,200})": .{0,80}no such file or directory/i,
  /(?:can't open|cannot (?:open|find|access)|cannot find module|Unable to access jarfile|can't find)[^/\n]{0,40}[ '"](\/[\w./@-]{1,200})/i,
  /[ '":](\/[\w./@-]{1,200})['"]?: (?:not found|no such file or directory)/i,
];

/** A path that a text says is not there and that lies below a mount of the container: what the image has at that place is then not to be seen. */
export function hiddenPath(
  container: PodContainer,
  texts: Iterable<string>,
): HiddenPath | undefined {
  for (const text of texts)
    for (const wording of NOT_THERE) {
      const path = wording.exec(text.slice(0, 2_000))?.[1];
      const mounted = path ? mountOf(container, path) : undefined;
      if (!path || !mounted) continue;
      const { name, mountPath } = mounted.mount;
      return {
        path,
        volume: name,
        evidence: field(container.pod, `${mounted.path}.mountPath`, mountPath),
      };
    }
  return undefined;
}
