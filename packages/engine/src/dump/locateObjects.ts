import { ObjectReference } from '../findings/Finding';
import { kindKey } from '../snapshot/resources';
import { manifestFiles, manifestsIn } from './manifestDocuments';
import { objectsIn } from './objectsIn';
import { documentsIn } from './parseDocuments';
import type { DumpFile, ReadDumpOptions } from './readDump';

/** Where an object stands. */
export interface ObjectLocation {
  /** The file's path, as it was given. */
  path: string;
  /** The line, from 1, at which the object's document begins. */
  line: number;
}

/** Where the objects of a dump's files stand, read with the same options; of two objects of one name the first. Answers undefined for what is in none of them. */
export function locateObjects(
  files: Iterable<DumpFile>,
  {
    kindsWithoutObjects,
    namespace,
  }: Pick<ReadDumpOptions, 'kindsWithoutObjects' | 'namespace'> = {},
): (object: ObjectReference) => ObjectLocation | undefined {
  const areManifests = kindsWithoutObjects === 'undeployed';
  const locations = new Map<string, ObjectLocation>();
  const read = areManifests ? manifestFiles([...files]).manifests : files;
  for (const { path, text } of read) {
    if (!/\.(json|ya?ml)$/i.test(path)) continue;
    if (!areManifests && path.endsWith('meta.json')) continue;
    for (const { value, offset } of documentsIn({ path, text })) {
      const line = text.slice(0, offset).split('\n').length;
      const objects = areManifests
        ? manifestsIn(path, value, { namespace })
        : objectsIn(path, value);
      for (const object of objects) {
        const key = keyOf(object, object.metadata);
        if (!locations.has(key)) locations.set(key, { path, line });
      }
    }
  }
  return object => locations.get(keyOf(object, object));
}

function keyOf(
  object: { apiVersion?: string; kind: string },
  { namespace = '', name }: { namespace?: string; name: string },
) {
  return `${kindKey(object)}/${namespace}/${name}`;
}
