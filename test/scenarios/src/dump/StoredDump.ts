import { DumpFile, KubernetesObject } from '@opsagent/engine';
import { nameOf } from '../scenario/reference';

const STAND_ALONE = new Set([
  'ConfigMap',
  'Lease',
  'Role',
  'RoleBinding',
  'ServiceAccount',
]);

/** The parts of a dump that the suite works on. */
export interface DumpParts {
  meta: Record<string, unknown>;
  objects: KubernetesObject[];
  /** Log sections as kubectl writes them, one text. */
  logs: string;
}

/** How a scenario's dump differs from the baseline, as its meta.json says. */
export interface BaselineDifference {
  /** Namespaces whose objects, but for those that stand alone, are in the dump itself. */
  namespaces: string[];
  /** Other objects that the scenario's cluster lacks. */
  absent: string[];
}

/** Takes apart what `opsagent capture` wrote, or what `formatParts` made of it. */
export function partsOf(files: readonly DumpFile[]): DumpParts {
  const meta = files.find(({ path }) => path === 'meta.json');
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    meta: meta ? JSON.parse(meta.text) : {},
    objects: sorted
      .filter(({ path }) => path.endsWith('.json') && path !== 'meta.json')
      .flatMap(({ text }) => JSON.parse(text).items as KubernetesObject[]),
    logs: sorted
      .filter(({ path }) => path.endsWith('/logs.txt'))
      .map(({ text }) => text)
      .join(''),
  };
}

/** A list of objects, one a line, so that a rebuilt dump shows what has changed. */
export function formatObjects(objects: readonly KubernetesObject[]): string {
  const lines = objects.map(each => JSON.stringify(each)).join(',\n');
  return `{"kind":"List","apiVersion":"v1","items":[\n${lines}\n]}\n`;
}

/** Tells an object from all others of a cluster. */
export function keyOf({ apiVersion, kind, metadata }: KubernetesObject) {
  const group = apiVersion?.includes('/') ? apiVersion.split('/')[0] : '';
  const { namespace, name } = metadata;
  return `${group}:${nameOf({ kind: kind ?? '', namespace, name })}`;
}

/** Whether an object belongs together with others of its namespace, by uid or by a name that is made up anew in each run. */
export function isEntangled({ kind, metadata }: KubernetesObject): boolean {
  return Boolean(metadata.namespace) && !STAND_ALONE.has(kind ?? '');
}
