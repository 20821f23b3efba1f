import { isDeepStrictEqual } from 'node:util';
import { MERGED_SETS, mergeKeyOf } from './mergeKeys';
import { isRecord } from './mergePatch';

type Json = unknown;
type JsonRecord = Record<string, Json>;

const DELETE_PRIMITIVES = '$deleteFromPrimitiveList/';
const RETAIN_KEYS = '$retainKeys';

/**
 * A strategic merge patch as kubectl sends it for built-in kinds: like a merge patch, but lists with a merge key are merged entry by entry. Understands `$patch:
 * delete | replace`, `$retainKeys` and `$deleteFromPrimitiveList`; `$setElementOrder` is accepted, and the present order kept.
 *
 * @see https://github.com/kubernetes/community/blob/main/contributors/devel/sig-api-machinery/strategic-merge-patch.md
 */
export function strategicMergePatch(
  target: Json,
  patch: Json,
  path: readonly string[] = [],
): Json {
  if (!isRecord(patch)) return patch;
  if (patch.$patch === 'replace') return without(patch, ['$patch']);
  const merged = retained(isRecord(target) ? target : {}, patch);
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith(DELETE_PRIMITIVES)) {
      const list = key.slice(DELETE_PRIMITIVES.length);
      merged[list] = subtract(merged[list], value);
    } else if (!key.startsWith('$')) {
      const next = mergeField(merged[key], value, [...path, key]);
      if (next === undefined) delete merged[key];
      else merged[key] = next;
    }
  }
  return merged;
}

function mergeField(present: Json, value: Json, path: readonly string[]): Json {
  if (value === null) return undefined;
  if (isRecord(value) && value.$patch === 'delete') return undefined;
  if (!Array.isArray(value)) return strategicMergePatch(present, value, path);
  const entries = Array.isArray(present) ? present : [];
  const key = mergeKeyOf(path);
  if (key) return mergeEntries(entries, value, key, path);
  if (MERGED_SETS.has(path[path.length - 1])) {
    return [...new Set([...entries, ...value])];
  }
  return value;
}

function mergeEntries(
  present: readonly Json[],
  patches: readonly Json[],
  key: string,
  path: readonly string[],
): Json[] {
  if (patches.some(each => isRecord(each) && each.$patch === 'replace')) {
    return patches.filter(each => !isRecord(each) || !each.$patch);
  }
  let merged = [...present];
  for (const patch of patches) {
    const same = (entry: Json) =>
      isRecord(entry) &&
      isRecord(patch) &&
      isDeepStrictEqual(entry[key], patch[key]);
    const at = merged.findIndex(same);
    if (isRecord(patch) && patch.$patch === 'delete') {
      merged = merged.filter(entry => !same(entry));
    } else if (at < 0) {
      merged.push(strategicMergePatch({}, patch, path));
    } else {
      merged[at] = strategicMergePatch(merged[at], patch, path);
    }
  }
  return merged;
}

/** The target, reduced to the fields named by `$retainKeys` when the patch has it. */
function retained(target: JsonRecord, patch: JsonRecord): JsonRecord {
  const keys = patch[RETAIN_KEYS];
  if (!Array.isArray(keys)) return { ...target };
  return Object.fromEntries(
    Object.entries(target).filter(([key]) => keys.includes(key)),
  );
}

function subtract(list: Json, values: Json): Json {
  if (!Array.isArray(list) || !Array.isArray(values)) return list;
  return list.filter(entry => !values.includes(entry));
}

function without(record: JsonRecord, keys: readonly string[]): JsonRecord {
  return Object.fromEntries(
    Object.entries(record).filter(([key]) => !keys.includes(key)),
  );
}
