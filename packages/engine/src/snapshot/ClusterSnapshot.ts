import { compareNames } from './compareNames';
import { KubernetesObject, ObjectOf } from './objects';
import { kindKey, resourceOfKind } from './resources';

/**
 * What became of reading a kind. Only `complete` allows the conclusion that an object does not exist.
 *
 * - `complete`: every object was read
 * - `partial`: some pages or namespaces are missing
 * - `forbidden`: the API server answered 403
 * - `failed`: no usable answer
 * - `notServed`: the cluster does not have this kind
 * - `notCaptured`: nobody tried
 */
export type ReadState =
  'complete' | 'partial' | 'forbidden' | 'failed' | 'notServed' | 'notCaptured';

/** The outcome of reading one kind. */
export interface KindRead {
  kind: string;
  state: ReadState;
  /** The API server's own words, for a state other than complete. */
  message?: string;
  /** When given, only these namespaces were read; others count as not captured. */
  namespaces?: readonly string[];
  /** Only metadata was read: existence is known, contents are not. */
  metadataOnly?: boolean;
}

/** The answer to "is there such an object?". Unknown is neither yes nor no. */
export type Lookup<T> =
  | { state: 'present'; object: T }
  | { state: 'absent' }
  | { state: 'unknown'; reason: ReadState };

export interface ClusterSnapshotOptions {
  /** The cluster's name as the portal knows it; part of every fingerprint. */
  cluster: string;
  /** The only "now" there is: all ages are measured against it. */
  capturedAt: Date;
  objects: Iterable<KubernetesObject>;
  /** What became of the kinds that were asked for. */
  reads?: Iterable<KindRead>;
  /** What to assume of kinds that `reads` does not name; `complete` unless given, of kinds that scans read or of which there are objects: of others nothing is known. */
  otherKinds?: ReadState;
  /** Log text by `namespace/pod` or `namespace/pod/container`. */
  logs?: ReadonlyMap<string, string>;
  /** Objects of which it is known that they are there, but not with which contents. No lookup finds them. */
  unjudged?: readonly KubernetesObject[];
  /** What was left out of the reading and why, in sentences for people. */
  notes?: readonly string[];
}

/** In characters. Longer lines are data; what failed stands at their beginning. */
const LONGEST_LINE = 4_096;

/** An immutable picture of one cluster at one moment, with the indexes that detectors ask. */
export class ClusterSnapshot {
  readonly cluster: string;
  readonly capturedAt: Date;
  /** Objects that are there with contents that nobody knows, such as manifests of which there are several versions; in no index. */
  readonly unjudged: readonly KubernetesObject[];
  /** What was left out of the reading and why. */
  readonly notes: readonly string[];
  readonly #kinds = new Map<string, KindIndex>();
  #objectCount = 0;
  readonly #reads = new Map<string, KindRead>();
  readonly #otherKinds: ReadState;
  readonly #logs: ReadonlyMap<string, string>;

  constructor(options: ClusterSnapshotOptions) {
    this.cluster = options.cluster;
    this.capturedAt = options.capturedAt;
    this.unjudged = options.unjudged ?? [];
    this.notes = options.notes ?? [];
    this.#logs = options.logs ?? new Map();
    this.#otherKinds = options.otherKinds ?? 'complete';
    for (const read of options.reads ?? []) this.#reads.set(read.kind, read);
    for (const object of options.objects) this.#add(object);
    for (const { all, byNamespace } of this.#kinds.values()) {
      sortByName(all);
      for (const { all: inNamespace } of byNamespace.values())
        sortByName(inNamespace);
    }
  }

  /** All objects of a kind, by namespace and name. Empty for unread kinds: ask `readState`. */
  all<K extends string>(kind: K): readonly ObjectOf<K>[] {
    return (this.#kinds.get(kind)?.all ?? []) as unknown as ObjectOf<K>[];
  }

  inNamespace<K extends string>(
    kind: K,
    namespace: string | undefined,
  ): readonly ObjectOf<K>[] {
    const index = this.#kinds.get(kind)?.byNamespace.get(namespace ?? '');
    return (index?.all ?? []) as unknown as ObjectOf<K>[];
  }

  get<K extends string>(
    kind: K,
    namespace: string | undefined,
    name: string | undefined,
  ): ObjectOf<K> | undefined {
    if (name === undefined) return undefined;
    const index = this.#kinds.get(kind);
    const scope = index?.isClusterScoped ? '' : (namespace ?? '');
    return index?.byNamespace.get(scope)?.byName.get(name) as
      ObjectOf<K> | undefined;
  }

  /** Like `get`, but tells "does not exist" from "could not be read". Unknown without a name: what nothing names is not missing. */
  lookup<K extends string>(
    kind: K,
    namespace: string | undefined,
    name: string | undefined,
  ): Lookup<ObjectOf<K>> {
    const object = this.get(kind, namespace, name);
    if (object) return { state: 'present', object };
    if (!name) return { state: 'unknown', reason: 'notCaptured' };
    const reason = this.readState(kind, namespace);
    return reason === 'complete'
      ? { state: 'absent' }
      : { state: 'unknown', reason };
  }

  /** What became of reading a kind, in one namespace if given. */
  readState(kind: string, namespace?: string): ReadState {
    const read = this.#reads.get(kind);
    if (!read) return this.#stateOfUnnamed(kind);
    if (
      read.namespaces &&
      read.state === 'complete' &&
      resourceOfKind(kind)?.namespaced !== false
    ) {
      if (namespace === undefined) return 'partial';
      if (!read.namespaces.includes(namespace)) return 'notCaptured';
    }
    return read.state;
  }

  /** The recorded outcome of reading a kind, when it was anything but an unrestricted complete read. */
  readOf(kind: string): KindRead | undefined {
    return this.#reads.get(kind);
  }

  /** Whether the contents of a kind's objects are known, not only that they exist. */
  hasContents(kind: string): boolean {
    return !this.#reads.get(kind)?.metadataOnly;
  }

  /** Kinds that hold objects or have a recorded outcome. */
  kinds(): readonly string[] {
    return [...new Set([...this.#kinds.keys(), ...this.#reads.keys()])].sort();
  }

  get objectCount(): number {
    return this.#objectCount;
  }

  /** Whether log lines of any pod were captured. */
  get hasLogs(): boolean {
    return this.#logs.size > 0;
  }

  /** The last log lines of a pod's container, oldest first and cut to 4,096 characters each; undefined when none were captured. */
  logs(
    namespace: string | undefined,
    pod: string,
    container?: string,
  ): readonly string[] | undefined {
    if (!this.hasLogs) return undefined;
    const text =
      (container && this.#logs.get(`${namespace}/${pod}/${container}`)) ??
      this.#logs.get(`${namespace}/${pod}`);
    return text === undefined || text === ''
      ? undefined
      : text
          .replace(/\n$/, '')
          .split('\n')
          .map(line => line.slice(0, LONGEST_LINE));
  }

  /** Milliseconds between a timestamp and the capture; 0 for clock skew, undefined without a valid timestamp. */
  age(timestamp: string | undefined): number | undefined {
    if (!timestamp) return undefined;
    const time = Date.parse(timestamp);
    return Number.isNaN(time)
      ? undefined
      : Math.max(0, this.capturedAt.getTime() - time);
  }

  #stateOfUnnamed(kind: string): ReadState {
    return this.#otherKinds === 'complete' &&
      !resourceOfKind(kind) &&
      !this.#kinds.has(kind)
      ? 'notCaptured'
      : this.#otherKinds;
  }

  #add(object: KubernetesObject) {
    const kind = kindKey(object);
    const { namespace = '', name } = object.metadata;
    const index = this.#indexOf(kind);
    let inNamespace = index.byNamespace.get(namespace);
    if (!inNamespace) {
      inNamespace = { all: [], byName: new Map() };
      index.byNamespace.set(namespace, inNamespace);
    }
    if (inNamespace.byName.has(name)) return;
    inNamespace.byName.set(name, object);
    inNamespace.all.push(object);
    index.all.push(object);
    this.#objectCount += 1;
  }

  #indexOf(kind: string): KindIndex {
    const known = this.#kinds.get(kind);
    if (known) return known;
    const index: KindIndex = {
      all: [],
      byNamespace: new Map(),
      isClusterScoped: resourceOfKind(kind)?.namespaced === false,
    };
    this.#kinds.set(kind, index);
    return index;
  }
}

interface KindIndex {
  all: KubernetesObject[];
  byNamespace: Map<
    string,
    { all: KubernetesObject[]; byName: Map<string, KubernetesObject> }
  >;
  isClusterScoped: boolean;
}

/** Sources give objects in the API server's order as a rule, which is this one. */
function sortByName(objects: KubernetesObject[]) {
  const isSorted = objects.every(
    (each, index) => index === 0 || compareNames(objects[index - 1], each) <= 0,
  );
  if (!isSorted) objects.sort(compareNames);
}
