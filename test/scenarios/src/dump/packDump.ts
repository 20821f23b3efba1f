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
  isEntangled,
  keyOf,
  partsOf,
} from './StoredDump';
import { tellEvents } from './tellEvents';
import { tellObjects } from './tellObjects';
import { toStoryTimes } from './toStoryTimes';

/** The files of a scenario's dump, by name. */
export interface DumpFiles {
  'meta.json': string;
  /** Every object that the baseline does not have alike, and logs. */
  'cluster.json': string;
}

export interface PackedDump {
  files: DumpFiles;
  /** Whether something of the baseline was changed or taken away. */
  touchedPlatform: boolean;
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
    tellObjects(parts.objects, scenario.told).map(each =>
      toStoryTimes(each, captured.clock),
    ),
    {
      repeated: scenario.repeated,
      since: new Date(CAPTURED_AT.getTime() - lastStep),
    },
  );
  const difference = differenceOf(objects, baseline);
  const known = new Map(baseline.map(each => [keyOf(each), each]));
  const own = objects.filter(each => {
    const { namespace = '' } = each.metadata;
    if (isEntangled(each) && difference.namespaces.includes(namespace))
      return true;
    const before = known.get(keyOf(each));
    return !before || !isAlike(before, each);
  });
  const meta = { ...metaOf(parts), baseline: difference };
  return {
    files: {
      'meta.json': `${JSON.stringify(meta, undefined, 2)}\n`,
      'cluster.json': formatObjects(own) + parts.logs,
    },
    touchedPlatform:
      difference.namespaces.length + difference.absent.length > 0,
  };
}

function metaOf({ meta }: DumpParts) {
  return { ...meta, cluster: 'scenario' };
}

/** What is entangled in a namespace is as in the baseline as a whole or not at all. */
function differenceOf(
  objects: readonly KubernetesObject[],
  baseline: readonly KubernetesObject[],
): BaselineDifference {
  const present = new Map(objects.map(each => [keyOf(each), each]));
  const namespaces = new Set<string>();
  const absent: string[] = [];
  for (const before of baseline) {
    const now = present.get(keyOf(before));
    if (isEntangled(before)) {
      if (!now || !isAlike(before, now))
        namespaces.add(before.metadata.namespace ?? '');
    } else if (!now) {
      absent.push(keyOf(before));
    }
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
