import { ClusterSnapshot, KindRead } from '../snapshot/ClusterSnapshot';
import { KubernetesObject } from '../snapshot/objects';
import { reduceObject } from '../snapshot/reduceObject';
import { kindKey } from '../snapshot/resources';
import {
  areClusterInfoKinds,
  clusterInfoNamespaces,
  clusterInfoReads,
} from './clusterInfoReads';
import { containerLogs, podLogs } from './containerLogs';
import { DumpError } from './DumpError';
import { DumpMeta, parseDumpMeta, readsOf } from './dumpMeta';
import { kindsOfEveryCluster } from './kindsOfEveryCluster';
import { newestTime } from './newestTime';
import { objectsIn } from './objectsIn';
import { parseDocuments } from './parseDocuments';
import { readManifests } from './readManifests';
import { readsOfSelection } from './readsOfSelection';

export interface DumpFile {
  /** Relative to the dump, with forward slashes. */
  path: string;
  text: string;
}

export interface ReadDumpOptions {
  /** Goes before the name in meta.json; without either the cluster is called `dump`. */
  cluster?: string;
  /** The present, for a dump that neither has a meta.json nor any time in its objects. Times after it are disbelieved. */
  capturedAt?: Date;
  /**
   * What a kind without objects means where nothing else tells: that the cluster has none, or that nobody asked for it, as for the output of a single `kubectl get`;
   * or that these are manifests, of which nothing runs yet, for a cluster that may have more: then a meta.json is a file like any other. `empty` unless given.
   */
  kindsWithoutObjects?: 'empty' | 'unread' | 'undeployed';
  /** Where manifests that state no namespace will go; `default` unless given. Objects of a cluster state theirs. */
  namespace?: string;
}

/**
 * Reads a dump: a directory of `kubectl cluster-info dump`, or any JSON and YAML files with objects and lists, and `<namespace>/<pod>/logs.txt`.
 *
 * A kind without objects is truly empty, unless the options or meta.json say that it was not read, or the files are exactly those of `kubectl cluster-info dump`,
 * which reads few kinds. The values of Secrets are dropped. Files that are neither JSON, YAML nor logs are ignored, unless there is only one file.
 *
 * Of manifests, what only a cluster writes is dropped, and so are documents that are no objects.
 *
 * @throws DumpError that names the file, the place and what to do
 */
export function readDump(
  files: Iterable<DumpFile>,
  options: ReadDumpOptions = {},
): ClusterSnapshot {
  if (options.kindsWithoutObjects === 'undeployed')
    return readManifests(files, options);
  const sorted = sortFiles([...files]);
  const meta = sorted.meta && parseDumpMeta(sorted.meta.path, sorted.meta.text);
  const logs = new Map<string, string>();
  for (const { path, text } of sorted.logs) {
    const [pod, namespace] = path.split('/').slice(0, -1).reverse();
    addAll(logs, podLogs(namespace, pod, text));
  }
  const documents = sorted.data.flatMap(({ path, text }) => {
    const printed = containerLogs(text);
    addAll(logs, printed.logs);
    return parseDocuments({ path, text: printed.rest }).map(value => ({
      path,
      value,
    }));
  });
  const objects = documents.flatMap(({ path, value }) =>
    objectsIn(path, value),
  );
  const stated = meta ? readsOf(meta) : readsWithoutMeta(documents, objects);
  const reads = [...stated, ...leftOut(objects, stated)];
  const { kindsWithoutObjects = 'empty' } = options;
  const isPartOf =
    kindsWithoutObjects !== 'empty' && !meta && stated.length === 0;
  return new ClusterSnapshot({
    cluster: options.cluster ?? meta?.cluster ?? 'dump',
    capturedAt: capturedAtOf(meta, objects, options.capturedAt),
    objects: objects.map(reduceObject),
    ...(isPartOf
      ? {
          reads: readsOfSelection(objects),
          otherKinds: 'notCaptured',
        }
      : { reads }),
    logs,
  });
}

function leftOut(
  objects: readonly KubernetesObject[],
  stated: readonly KindRead[],
): KindRead[] {
  const seen = new Set([
    ...objects.map(kindKey),
    ...stated.map(({ kind }) => kind),
  ]);
  return kindsOfEveryCluster
    .filter(kind => !seen.has(kind))
    .map(kind => ({
      kind,
      state: 'notCaptured',
    }));
}

interface SortedFiles {
  meta?: DumpFile;
  logs: DumpFile[];
  data: DumpFile[];
}

function isMeta({ path }: DumpFile) {
  return /(^|\/)meta\.json$/.test(path);
}

function sortFiles(files: readonly DumpFile[]): SortedFiles {
  const [only] = files;
  if (files.length === 1 && !isMeta(only)) return { logs: [], data: [only] };
  const [meta] = files
    .filter(isMeta)
    .sort((a, b) => a.path.length - b.path.length);
  const rest = files.filter(file => file !== meta);
  return {
    meta,
    logs: rest.filter(({ path }) =>
      /^(.*\/)?[^/]+\/[^/]+\/logs\.txt$/.test(path),
    ),
    data: rest
      .filter(({ path }) => /\.(json|ya?ml)$/i.test(path))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

function capturedAtOf(
  meta: DumpMeta | undefined,
  objects: readonly KubernetesObject[],
  now: Date | undefined,
): Date {
  if (meta?.capturedAt) return new Date(meta.capturedAt);
  const time = newestTime(objects, now) ?? now;
  if (time) return time;
  throw new DumpError(
    'meta.json',
    'no object tells when the dump was taken. Add the file with {"capturedAt": "…"}',
  );
}

function readsWithoutMeta(
  documents: readonly { path: string; value: unknown }[],
  objects: readonly KubernetesObject[],
): KindRead[] {
  const paths = [...new Set(documents.map(({ path }) => path))];
  const namespaces = clusterInfoNamespaces(paths);
  if (namespaces) return clusterInfoReads(namespaces);
  return paths.length === 1 &&
    isPrintedClusterInfo(
      documents.map(({ value }) => value),
      objects,
    )
    ? clusterInfoReads([
        ...new Set(objects.flatMap(each => each.metadata.namespace ?? [])),
      ])
    : [];
}

/** Without a directory, `kubectl cluster-info dump` prints everything in one stream, nodes first and logs in between. */
function isPrintedClusterInfo(
  documents: readonly unknown[],
  objects: readonly KubernetesObject[],
) {
  const [first, ...others] = documents;
  return (
    others.length > 0 &&
    (first as { kind?: unknown }).kind === 'NodeList' &&
    areClusterInfoKinds(objects.map(kindKey))
  );
}

function addAll<K, V>(target: Map<K, V>, source: ReadonlyMap<K, V>) {
  for (const [key, value] of source) target.set(key, value);
}
