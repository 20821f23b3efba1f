import { collectSnapshot, SecretsPolicy } from '@opsagent/collector';
import {
  ClusterSnapshot,
  locateObjects,
  ObjectLocation,
  ObjectReference,
  readDump,
  ReadDumpOptions,
} from '@opsagent/engine';
import { join } from 'node:path';
import { Terminal } from '../Terminal';
import {
  ChosenContext,
  KubeConfigChoice,
  loadKubeConfig,
} from './loadKubeConfig';
import { readFiles } from './readFiles';

export interface SnapshotSource extends KubeConfigChoice {
  /** A directory or file, or `-` for standard input. A live cluster is read when it is absent. */
  dump?: string;
  /** The files are what somebody is about to deploy. */
  manifests?: boolean;
  namespaces?: readonly string[];
  secrets: SecretsPolicy;
}

/** A snapshot, and where its objects stand if they came from files. */
export interface ReadSnapshot {
  snapshot: ClusterSnapshot;
  locate(object: ObjectReference): ObjectLocation | undefined;
}

/** Reads the snapshot to diagnose, from a dump or a live cluster. */
export async function readSnapshot(
  source: SnapshotSource,
  terminal: Terminal,
): Promise<ReadSnapshot> {
  const { dump, context, kubeconfig, manifests } = source;
  if (dump === undefined && !context && !kubeconfig) {
    throw new Error(
      'Nothing to diagnose. Name a dump, or a live cluster with --context',
    );
  }
  if (dump === undefined) {
    if (manifests) throw new Error('Name the files of the --manifests');
    const chosen = loadKubeConfig(source);
    const snapshot = await readCluster(chosen, source, terminal);
    return { snapshot, locate: () => undefined };
  }
  if (context || kubeconfig) {
    throw new Error('Name either a dump or a --context, not both');
  }
  const files =
    dump === '-'
      ? [{ path: 'standard input', text: await terminal.readInput() }]
      : await readFiles(dump);
  const options: ReadDumpOptions = {
    capturedAt: terminal.now(),
    kindsWithoutObjects: meaningOfAbsence(dump, manifests),
    ...(manifests ? { cluster: 'manifests', ...namespaceOf(source) } : {}),
  };
  const snapshot = readDump(files, options);
  let locate: ReadSnapshot['locate'] | undefined;
  return {
    snapshot,
    locate: object => {
      locate ??= locateObjects(files, options);
      const place = locate(object);
      const isBelow = place && dump !== '-' && place.path !== dump;
      return isBelow ? { ...place, path: join(dump, place.path) } : place;
    },
  };
}

/** Where somebody says that manifests go, as `helm template -n` and `kubectl apply -n` take it. Several say only which ones to look at. */
function namespaceOf({ namespaces = [] }: SnapshotSource) {
  const [namespace, ...others] = namespaces;
  return namespace && others.length === 0 ? { namespace } : {};
}

function meaningOfAbsence(dump: string, manifests: boolean | undefined) {
  if (manifests) return 'undeployed';
  return dump === '-' ? 'unread' : 'empty';
}

/** Reads a live cluster and says what it cost. */
export async function readCluster(
  { kubeConfig, context }: ChosenContext,
  { namespaces, secrets }: Pick<SnapshotSource, 'namespaces' | 'secrets'>,
  { err, now, signal }: Terminal,
): Promise<ClusterSnapshot> {
  err(`Reading cluster ${context} …\n`);
  const { snapshot, requests } = await collectSnapshot({
    kubeConfig,
    cluster: context,
    signal,
    namespaces,
    secrets,
    now,
  });
  err(`Read ${snapshot.objectCount} objects in ${requests} requests.\n`);
  return snapshot;
}
