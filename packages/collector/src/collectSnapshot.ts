import type { KubeConfig } from '@kubernetes/client-node';
import {
  API_RESOURCES,
  ApiResource,
  ClusterSnapshot,
  KindRead,
  keyOfResource,
} from '@opsagent/engine';
import limitConcurrency from 'p-limit';
import { ClusterConnection } from './ClusterConnection';
import { combineNamespaces } from './combineNamespaces';
import {
  ClusterUnauthenticatedError,
  ClusterUnreachableError,
  GatewayDeniedError,
} from './errors';
import { isLost, ListOutcome, listObjects } from './listObjects';
import { probe } from './probe';
import { SecretsPolicy } from './objectOfItem';
import { servedResources } from './servedResources';

export interface CollectOptions {
  /** Its current context is read, with whatever credentials and authenticators it carries. */
  kubeConfig: KubeConfig;
  /** The cluster's name as the portal knows it; becomes part of every fingerprint. */
  cluster: string;
  signal: AbortSignal;
  /** How much of Secrets is read; `metadata` (the default) tells that they exist. */
  secrets?: SecretsPolicy;
  /** Reads namespaced kinds in these namespaces only, one list per kind and namespace. */
  namespaces?: readonly string[];
  /** The kinds to read; all that the engine knows unless given. */
  resources?: readonly ApiResource[];
  /** Milliseconds for one request; 30,000 unless given. */
  requestTimeout?: number;
  /** Requests under way at a time; 4 unless given. */
  concurrency?: number;
  /** Objects per page; 500 unless given, as kubectl does. */
  pageSize?: number;
  now?: () => Date;
}

export interface CollectedCluster {
  snapshot: ClusterSnapshot;
  /** How many requests were sent. Grows with kinds and pages, never with objects. */
  requests: number;
}

/**
 * Reads a cluster into a snapshot. A kind that cannot be read costs only itself and is recorded with the API server's own words.
 *
 * @throws ClusterUnreachableError when nothing answered, or no list was answered by the cluster itself
 * @throws ClusterUnauthenticatedError when the credentials are not accepted
 * @throws GatewayDeniedError when something in front of the cluster, such as the portal, denied access
 */
export async function collectSnapshot(
  options: CollectOptions,
): Promise<CollectedCluster> {
  const {
    kubeConfig,
    cluster,
    signal,
    secrets = 'metadata',
    resources = API_RESOURCES,
    requestTimeout = 30_000,
    now = () => new Date(),
  } = options;
  const capturedAt = now();
  const connection = new ClusterConnection({
    kubeConfig,
    signal,
    requestTimeout,
  });
  try {
    await probe(connection, cluster);
    const { served, notServed } = await servedResources(connection, resources);
    const lists = await listAll(connection, options, served);
    throwIfClusterIsLost(cluster, lists);
    const reads = [
      ...served.map(resource => readOf(resource, secrets, lists.get(resource))),
      ...notServed.map<KindRead>(resource => ({
        kind: keyOfResource(resource),
        state: 'notServed',
      })),
    ];
    const snapshot = new ClusterSnapshot({
      cluster,
      capturedAt,
      otherKinds: 'notCaptured',
      objects: [...lists.values()].flatMap(each => each.objects),
      reads,
    });
    return { snapshot, requests: connection.requests };
  } finally {
    await connection.close();
  }
}

type Lists = ReadonlyMap<ApiResource, CombinedOutcome>;
type CombinedOutcome = ListOutcome & { namespaces?: readonly string[] };

async function listAll(
  connection: ClusterConnection,
  options: CollectOptions,
  resources: readonly ApiResource[],
): Promise<Lists> {
  const {
    secrets = 'metadata',
    namespaces,
    concurrency = 4,
    pageSize = 500,
  } = options;
  const limit = limitConcurrency(concurrency);
  const list = (resource: ApiResource, namespace?: string) =>
    limit(() =>
      listObjects(connection, { resource, namespace, pageSize, secrets }),
    );
  const wanted = resources.filter(
    ({ kind }) => kind !== 'Secret' || secrets !== 'none',
  );
  const outcomes = await Promise.all(
    wanted.map(async (resource): Promise<[ApiResource, CombinedOutcome]> => {
      if (!namespaces || !resource.namespaced) {
        return [resource, await list(resource)];
      }
      const parts = await Promise.all(
        namespaces.map(async namespace => ({
          namespace,
          outcome: await list(resource, namespace),
        })),
      );
      return [resource, combineNamespaces(parts)];
    }),
  );
  return new Map(outcomes);
}

/** The probe was answered, but a cluster can be lost right after it. */
function throwIfClusterIsLost(cluster: string, lists: Lists) {
  const outcomes = [...lists.values()];
  const [first] = outcomes;
  if (!first) return;
  const reason = first.message ?? 'no answer';
  const every = (status: number) =>
    outcomes.every(each => each.state === 'failed' && each.status === status);
  if (every(401)) throw new ClusterUnauthenticatedError(cluster, reason);
  if (!outcomes.every(isLost)) return;
  if (every(403)) throw new GatewayDeniedError(cluster, reason);
  throw new ClusterUnreachableError(cluster, reason);
}

function readOf(
  resource: ApiResource,
  secrets: SecretsPolicy,
  outcome: CombinedOutcome | undefined,
): KindRead {
  const kind = keyOfResource(resource);
  if (!outcome) return { kind, state: 'notCaptured' };
  const { state, message, namespaces } = outcome;
  return {
    kind,
    state,
    ...(message ? { message } : {}),
    ...(namespaces ? { namespaces } : {}),
    ...(kind === 'Secret' && secrets === 'metadata'
      ? { metadataOnly: true }
      : {}),
  };
}
