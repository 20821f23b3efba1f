import { KubernetesObject } from '@opsagent/engine';
import { isDeepStrictEqual } from 'node:util';
import { Captured } from '../cluster/ScenarioCluster';
import { CAPTURED_AT } from '../cluster/StoryClock';
import { parseDuration } from '../scenario/durations';
import { Scenario } from '../scenario/Scenario';
import {
  BaselineDifference,
  DumpParts,
  formatObjects,
  keyOf,
  partsOf,
} from './StoredDump';
import { tellEvents } from './tellEvents';
import { toStoryTimes } from './toStoryTimes';

/** The files of a scenario's dump, by name. */
export interface PackedDump {
  'meta.json': string;
  /** Every object that the baseline does not have alike, and logs. */
  'cluster.json': string;
}

/** The objects of a cluster on which no scenario was played, with times of the story. */
export function baselineOf(captured: Captured): KubernetesObject[] {
  return partsOf(captured.files)
    .objects.filter(({ kind }) => kind !== 'Event')
    .map(each => toStoryTimes(each, captured.clock));
}

/** Reduces what was captured to what tells it from the baseline of the same cluster. */
export function packDump(
  captured: Captured,
  scenario: Scenario,
  baseline: readonly KubernetesObject[],
): PackedDump {
  const parts = partsOf(captured.files);
  const lastStep = parseDuration(scenario.steps.at(-1)!.ago);
  const objects = tellEvents(
    parts.objects.map(each => toStoryTimes(each, captured.clock)),
    {
      repeated: scenario.repeated,
      since: new Date(CAPTURED_AT.getTime() - lastStep),
    },
  );
  const difference = differenceOf(objects, baseline);
  const known = new Map(baseline.map(each => [keyOf(each), each]));
  const own = objects.filter(each => {
    const { namespace } = each.metadata;
    if (namespace && difference.namespaces.includes(namespace)) return true;
    const before = known.get(keyOf(each));
    return !before || !isAlike(before, each);
  });
  return {
    'meta.json': `${JSON.stringify({ ...metaOf(parts), baseline: difference }, undefined, 2)}\n`,
    'cluster.json': formatObjects(own) + parts.logs,
  };
}

function metaOf({ meta }: DumpParts) {
  return { ...meta, cluster: 'scenario' };
}

/** Names in namespaces are made up anew in each run, so that a namespace is as in the baseline as a whole or not at all. */
function differenceOf(
  objects: readonly KubernetesObject[],
  baseline: readonly KubernetesObject[],
): BaselineDifference {
  const present = new Map(objects.map(each => [keyOf(each), each]));
  const namespaces = new Set<string>();
  const absent: string[] = [];
  for (const before of baseline) {
    const now = present.get(keyOf(before));
    const { namespace } = before.metadata;
    if (!now && !namespace) absent.push(keyOf(before));
    if (namespace && !(now && isAlike(before, now))) namespaces.add(namespace);
  }
  return { namespaces: [...namespaces].sort(), absent };
}

function isAlike(before: KubernetesObject, now: KubernetesObject) {
  return isDeepStrictEqual(essence(before), essence(now));
}

function essence({ metadata, ...object }: KubernetesObject) {
  const {
    resourceVersion: _version,
    managedFields: _writes,
    creationTimestamp: _created,
    generation: _generation,
    ...rest
  } = metadata as object as Record<string, unknown>;
  return { ...object, metadata: rest };
}
