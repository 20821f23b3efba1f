import {
  ClusterSnapshot,
  DumpFile,
  DumpMeta,
  formatLogSection,
  KindRead,
  kindsOfEveryCluster,
  KubernetesObject,
  resourceOfKind,
} from '@opsagent/engine';

/**
 * The files of a dump that reads back as this snapshot, laid out like a directory of `kubectl cluster-info dump`.
 *
 * @param logs - by `namespace/pod/container`
 */
export function dumpFiles(
  snapshot: ClusterSnapshot,
  logs: ReadonlyMap<string, string>,
): DumpFile[] {
  return [
    { path: 'meta.json', text: print(metaOf(snapshot)) },
    ...snapshot.kinds().flatMap(kind => listFiles(snapshot, kind)),
    ...logFiles(logs),
  ];
}

function listFiles(snapshot: ClusterSnapshot, kind: string): DumpFile[] {
  const byNamespace = new Map<string, KubernetesObject[]>();
  for (const object of snapshot.all(kind)) {
    const namespace = object.metadata.namespace ?? '';
    const objects = byNamespace.get(namespace) ?? [];
    byNamespace.set(namespace, objects);
    objects.push(object as KubernetesObject);
  }
  return [...byNamespace].map(([namespace, items]) => ({
    path: `${namespace ? `${segment(namespace)}/` : ''}${fileNameOf(kind)}.json`,
    text: print({
      kind: `${items[0].kind}List`,
      apiVersion: items[0].apiVersion,
      metadata: {},
      items,
    }),
  }));
}

/** kubectl spells this one with a hyphen. */
function fileNameOf(kind: string) {
  return kind === 'ReplicationController'
    ? 'replication-controllers'
    : (pluralOf(kind) ?? segment(kind.toLowerCase()));
}

function logFiles(logs: ReadonlyMap<string, string>): DumpFile[] {
  const byPod = new Map<string, string>();
  for (const [key, text] of logs) {
    const [namespace, pod, container] = key.split('/');
    const path = `${segment(namespace)}/${segment(pod)}/logs.txt`;
    const section = formatLogSection(namespace, pod, container, text);
    byPod.set(path, (byPod.get(path) ?? '') + section);
  }
  return [...byPod].map(([path, text]) => ({ path, text }));
}

function metaOf(snapshot: ClusterSnapshot): DumpMeta {
  const reads = snapshot.kinds().flatMap(kind => snapshot.readOf(kind) ?? []);
  const inState = (state: KindRead['state']) => {
    const names = reads.filter(each => each.state === state).map(nameOf);
    return names.length > 0 ? names : undefined;
  };
  const empty = reads
    .filter(
      ({ kind, state }) =>
        state === 'complete' &&
        snapshot.all(kind).length === 0 &&
        kindsOfEveryCluster.includes(kind),
    )
    .map(nameOf);
  const namespaces = readNamespaces(reads);
  const lacksNamespace = reads.filter(
    each =>
      each.state === 'complete' &&
      each.namespaces &&
      each.namespaces.length < namespaces.length,
  );
  const partial = [
    ...(inState('partial') ?? []),
    ...lacksNamespace.map(nameOf),
  ];
  const metadataOnly = reads.filter(each => each.metadataOnly).map(nameOf);
  const messages = reads.flatMap(each =>
    each.message ? [[nameOf(each), each.message]] : [],
  );
  return {
    capturedAt: snapshot.capturedAt.toISOString(),
    cluster: snapshot.cluster,
    complete: empty.length > 0 ? empty : undefined,
    forbidden: inState('forbidden') ?? [],
    notRead: inState('notCaptured') ?? [],
    failed: inState('failed'),
    notServed: inState('notServed'),
    partial: partial.length > 0 ? partial : undefined,
    metadataOnly: metadataOnly.length > 0 ? metadataOnly : undefined,
    namespaces: namespaces.length > 0 ? namespaces : undefined,
    messages: messages.length > 0 ? Object.fromEntries(messages) : undefined,
  };
}

function readNamespaces(reads: readonly KindRead[]) {
  return [...new Set(reads.flatMap(each => each.namespaces ?? []))];
}

function nameOf({ kind }: KindRead) {
  return pluralOf(kind) ?? kind;
}

/** Of an optional kind with its group, since several groups have gateways. */
function pluralOf(kind: string) {
  const resource = resourceOfKind(kind);
  return resource?.optional
    ? `${resource.plural}.${resource.group}`
    : resource?.plural;
}

/** A name as part of a path. The cluster's word is not taken for it that a name is a name. */
function segment(name: string) {
  if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name) || name.includes('..')) {
    throw new Error(
      `The cluster returned ${JSON.stringify(name)}, which is not a name of Kubernetes; nothing was written`,
    );
  }
  return name;
}

function print(value: unknown) {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
