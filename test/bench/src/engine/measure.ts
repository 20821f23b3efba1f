import {
  API_RESOURCES,
  analyze,
  ClusterSnapshot,
  keyOfResource,
  KubernetesObject,
  reduceObject,
} from '@opsagent/engine';
import { CAPTURED_AT } from '../synthetic/metadata';
import { readObjects, readTexts } from './dumpOnDisk';

/** What one process measured on one dump. */
export interface Measurement {
  /** Milliseconds, median of the rounds. */
  parse: number;
  /** Milliseconds, median of the rounds. */
  analyze: number;
  /** Milliseconds of the first analysis, with code that has not been compiled yet. */
  firstAnalysis: number;
  /** Bytes that the parsed dump holds. */
  parsedHeap: number;
  findings: number;
  incidents: number;
  objects: number;
}

/** Enough for the median to tell of compiled code, as a portal that scans every few minutes runs it. */
const ROUNDS = 15;

/** Times JSON.parse of a dump and analyze() of the same dump by turns. Needs `--expose-gc`. */
export function measure(directory: string): Measurement {
  const texts = readTexts(directory);
  const parses: number[] = [];
  const analyses: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    parses.push(timed(() => texts.map(text => JSON.parse(text))));
    // A snapshot of its own for each round: answers are remembered for as long as a snapshot lives.
    const fresh = readSnapshot(directory);
    analyses.push(timed(() => analyze(fresh)));
  }
  const snapshot = readSnapshot(directory);
  const analysis = analyze(snapshot);
  return {
    parse: median(parses),
    analyze: median(analyses),
    firstAnalysis: analyses[0],
    parsedHeap: parsedHeap(directory),
    findings: analysis.findings.length,
    incidents: analysis.incidents.length,
    objects: snapshot.objectCount,
  };
}

/** The dump as a snapshot, as the collector and the command line make it. */
export function readSnapshot(directory: string): ClusterSnapshot {
  return new ClusterSnapshot({
    cluster: 'synthetic',
    capturedAt: CAPTURED_AT,
    objects: (readObjects(directory) as KubernetesObject[]).map(reduceObject),
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

function timed(work: () => unknown) {
  globalThis.gc?.();
  const start = performance.now();
  work();
  return performance.now() - start;
}

function median(values: readonly number[]) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
