import { ObjectReference } from '../findings/Finding';
import { kindKey } from '../snapshot/resources';
import { objectsIn } from './objectsIn';
import { documentsIn } from './parseDocuments';
import type { DumpFile } from './readDump';

/** Where an object stands. */
export interface ObjectLocation {
  /** The file's path, as it was given. */
  path: string;
  /** The line, from 1, at which the object's document begins. */
  line: number;
}

/** Where the objects of a dump's files stand; of two objects of one name the first. Answers undefined for what is in none of them. */
export function locateObjects(
  files: Iterable<DumpFile>,
): (object: ObjectReference) => ObjectLocation | undefined {
  const locations = new Map<string, ObjectLocation>();
  for (const { path, text } of files) {
    if (!/\.(json|ya?ml)$/i.test(path) || path.endsWith('meta.json')) continue;
    for (const { value, offset } of documentsIn({ path, text })) {
      const line = text.slice(0, offset).split('\n').length;
      for (const object of objectsIn(path, value)) {
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
