import { KubernetesObject } from '@opsagent/engine';
import { fillIn } from '../cluster/fillIn';
import { CAPTURED_AT, StoryClock } from '../cluster/StoryClock';
import { nameOf } from '../scenario/reference';
import { Told } from '../scenario/schema';

/**
 * Objects as the story tells them where the controllers of the rebuild cannot know better: they see seconds where a CronJob has run for weeks, and an autoscaler has had
 * metrics. What they said in events about such objects is left out.
 *
 * @throws Error for an object that was not captured
 */
export function tellObjects(
  objects: readonly KubernetesObject[],
  told: readonly Told[],
): KubernetesObject[] {
  if (told.length === 0) return [...objects];
  const byName = new Map(objects.map(each => [nameOfObject(each), each]));
  const changes = new Map(told.map(({ of, as }) => [of, as]));
  for (const name of changes.keys()) {
    if (!byName.has(name)) throw new Error(`${name} was not captured`);
  }
  const uidOf = (name: string) => {
    const { uid } = (byName.get(name)?.metadata ?? {}) as { uid?: string };
    if (!uid) throw new Error(`${name}, whose uid is told, was not captured`);
    return uid;
  };
  return objects
    .filter(each => !isLiveEventOf(each, changes))
    .map(each => {
      const change = changes.get(nameOfObject(each));
      if (!change) return each;
      const filled = withUids(fillIn(change, new StoryClock()), uidOf);
      return merge(each, filled) as KubernetesObject;
    });
}

/** An event about a told object that the rebuild's own controllers wrote. Those of the story bear its times. */
function isLiveEventOf(
  object: KubernetesObject,
  told: ReadonlyMap<string, unknown>,
) {
  if (object.kind !== 'Event') return false;
  const { involvedObject, regarding, lastTimestamp, eventTime } =
    object as KubernetesObject & {
      involvedObject?: { kind: string; namespace?: string; name: string };
      regarding?: { kind: string; namespace?: string; name: string };
      lastTimestamp?: string;
      eventTime?: string;
    };
  const about = involvedObject ?? regarding;
  const time = lastTimestamp ?? eventTime;
  if (!about || !time || !told.has(nameOf(about))) return false;
  return new Date(time) > CAPTURED_AT;
}

function withUids(value: unknown, uidOf: (name: string) => string): unknown {
  if (typeof value === 'string') {
    return value.replace(/<uid of ([^>]+)>/g, (_, name) => uidOf(name));
  }
  if (Array.isArray(value)) return value.map(each => withUids(each, uidOf));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, withUids(each, uidOf)]),
  );
}

/** As a JSON merge patch: lists are replaced, `null` takes away. */
function merge(target: unknown, change: unknown): unknown {
  if (typeof change !== 'object' || change === null || Array.isArray(change)) {
    return change;
  }
  const merged: Record<string, unknown> =
    typeof target === 'object' && target !== null && !Array.isArray(target)
      ? { ...target }
      : {};
  for (const [key, each] of Object.entries(change)) {
    if (each === null) delete merged[key];
    else merged[key] = merge(merged[key], each);
  }
  return merged;
}

function nameOfObject({ kind, metadata }: KubernetesObject) {
  return nameOf({ kind, namespace: metadata.namespace, name: metadata.name });
}
