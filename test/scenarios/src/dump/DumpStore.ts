import { ClusterSnapshot, KubernetesObject, readDump } from '@opsagent/engine';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOLDERS } from '../folders';
import {
  BaselineDifference,
  formatObjects,
  isEntangled,
  keyOf,
} from './StoredDump';

/** Reads the dumps of scenarios, each with what it shares with all others. */
export class DumpStore {
  readonly #baseline: readonly KubernetesObject[];

  static open(): DumpStore {
    return new DumpStore(
      JSON.parse(readFileSync(join(FOLDERS.dumps, 'baseline.json'), 'utf8'))
        .items,
    );
  }

  constructor(baseline: readonly KubernetesObject[]) {
    this.#baseline = baseline;
  }

  /** The cluster as it was captured. Undefined for a scenario that has not been played yet. */
  read(scenario: string): ClusterSnapshot | undefined {
    const folder = join(FOLDERS.dumps, scenario);
    if (!existsSync(join(folder, 'meta.json'))) return undefined;
    return this.combine({
      meta: readFileSync(join(folder, 'meta.json'), 'utf8'),
      cluster: readFileSync(join(folder, 'cluster.json'), 'utf8'),
    });
  }

  /** A snapshot of the objects of both, the scenario's before the baseline's. */
  combine({
    meta,
    cluster,
  }: {
    meta: string;
    cluster: string;
  }): ClusterSnapshot {
    const { baseline } = JSON.parse(meta) as { baseline: BaselineDifference };
    const end = cluster.indexOf('\n]}\n') + '\n]}\n'.length;
    const own = JSON.parse(cluster.slice(0, end)).items as KubernetesObject[];
    const known = new Set([...own.map(keyOf), ...baseline.absent]);
    const shared = this.#baseline.filter(
      each =>
        !known.has(keyOf(each)) &&
        !(
          isEntangled(each) &&
          baseline.namespaces.includes(each.metadata.namespace ?? '')
        ),
    );
    return readDump([
      { path: 'meta.json', text: meta },
      { path: 'cluster.json', text: cluster },
      { path: 'baseline.json', text: formatObjects(shared) },
    ]);
  }
}
