import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ArtifactLocation } from 'sarif';

/** What services that read SARIF take for the root of the checked out repository. */
export const SOURCE_ROOT = '%SRCROOT%';

/** A file as SARIF names it: relative to the working directory, so that the log means the same on another machine, or by its URL if it lies elsewhere. */
export function artifactLocation(
  path: string,
  workingDirectory: string,
): ArtifactLocation {
  const absolute = resolve(workingDirectory, path);
  const below = relative(workingDirectory, absolute);
  if (below === '' || below.split(sep)[0] === '..' || isAbsolute(below))
    return { uri: pathToFileURL(absolute).href };
  return {
    uri: below.split(sep).map(encodeURIComponent).join('/'),
    uriBaseId: SOURCE_ROOT,
  };
}
