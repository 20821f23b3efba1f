import {
  API_RESOURCES,
  analyze,
  ClusterSnapshot,
  keyOfResource,
  KubernetesObject,
  reduceObject,
} from '@opsagent/engine';
import { CAPTURED_AT } from '../synthetic/metadata';
import { syntheticCluster } from '../synthetic/syntheticCluster';
import { readObjects, readTexts } from './dumpOnDisk';
import { Time, median, timed } from './timed';

/** What one process measured on one dump. */
export interface Measurement {
  /** What a round takes once the runtime has compiled the engine; medians. */
  parse: Time;
  analyze: Time;
  /** With code that has not been compiled yet. */
  firstAnalysis: Time;
  /** Bytes that the parsed dump holds. */
  parsedHeap: number;
  findings: number;
  incidents: number;
  objects: number;
}

const ROUNDS = 15;

/** After so many analyses of so small a cluster nothing more is compiled: as in a portal that has scanned every few minutes for a day. */
const WARM_UP = { pods: 1_000, rounds: 100 };

/** Times JSON.parse of a dump and analyze() of the same dump by turns, after the first analysis and a warm-up. Needs `--expose-gc`. */
export function measure(directory: string): Measurement {
  const texts = readTexts(directory);
  const parses: Time[] = [];
  const analyses: Time[] = [];
  const firstAnalysis = timedAnalysis(directory);
  warmUp();
  for (let round = 0; round < ROUNDS; round++) {
    parses.push(timed(() => texts.map(text => JSON.parse(text))));
    analyses.push(timedAnalysis(directory));
  }
  const snapshot = readSnapshot(directory);
  const analysis = analyze(snapshot);
  return {
    parse: median(parses),
    analyze: median(analyses),
    firstAnalysis,
    parsedHeap: parsedHeap(directory),
    findings: analysis.findings.length,
    incidents: analysis.incidents.length,
    objects: snapshot.objectCount,
  };
}

/** The dump as a snapshot, as the collector and the command line make it. */
export function readSnapshot(directory: string): ClusterSnapshot {
  return snapshotOf(readObjects(directory));
}

/** Of a snapshot of its own: answers are remembered for as long as a snapshot lives. */
function timedAnalysis(directory: string) {
  const fresh = readSnapshot(directory);
  return timed(() => analyze(fresh));
}

function warmUp() {
  const text = JSON.stringify([...syntheticCluster(WARM_UP.pods)]);
  for (let round = 0; round < WARM_UP.rounds; round++)
    analyze(snapshotOf(JSON.parse(text)));
}

function snapshotOf(objects: readonly object[]) {
  return new ClusterSnapshot({
    cluster: 'synthetic',
    capturedAt: CAPTURED_AT,
    objects: (objects as KubernetesObject[]).map(reduceObject),
    // As a scan finds out of a cluster without add-ons.
    reads: API_RESOURCES.filter(each => each.optional).map(resource => ({
      kind: keyOfResource(resource),
      state: 'notServed',
    })),
  });
}

function parsedHeap(directory: string) {
  const collect = globalThis.gc;
  if (!collect) throw new Error('Run with --expose-gc');
  collect();
  const before = process.memoryUsage().heapUsed;
  const objects = readObjects(directory);
  collect();
  const held = process.memoryUsage().heapUsed - before;
  return objects.length > 0 ? held : 0;
}
