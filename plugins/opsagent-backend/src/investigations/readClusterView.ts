import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  CollectOptions,
  ContainerLogs,
  SecretsPolicy,
  collectSnapshot,
} from '@opsagent/collector';
import { API_RESOURCES, Detector, analyze, graphOf } from '@opsagent/engine';
import { ClusterView, InvestigationScope } from '@opsagent/investigator';
import { KubernetesConnection } from '../clusters/KubernetesConnection';

/** Each costs a request for every kind. */
const MOST_NAMESPACES = 8;

export interface ClusterViewOptions {
  connection: KubernetesConnection;
  detectors: readonly Detector[];
  secrets: SecretsPolicy;
  /** Milliseconds for one request. */
  requestTimeout: number;
}

export interface ClusterViewRequest {
  cluster: string;
  scope: InvestigationScope;
  /** Of whoever asks: the cluster is read with their rights. */
  credentials: BackstageCredentials;
  signal: AbortSignal;
}

/**
 * Reads what a model may look at: of the cluster as it is now, the namespaces of the scope and what belongs to none.
 *
 * @throws ClusterUnreachableError, ClusterUnauthenticatedError, GatewayDeniedError of `@opsagent/collector`
 */
export async function readClusterView(
  { cluster, scope: asked, credentials, signal }: ClusterViewRequest,
  options: ClusterViewOptions,
): Promise<ClusterView> {
  const { connection, detectors, requestTimeout, secrets } = options;
  const kubeConfig = await connection.kubeConfig(cluster, credentials);
  const reading = { kubeConfig, cluster, signal, secrets, requestTimeout };
  const scope = await settledScope(asked, reading);
  const { snapshot } = await collectSnapshot({
    ...reading,
    ...(scope.namespaces ? { namespaces: [...scope.namespaces] } : {}),
  });
  const { findings } = analyze(snapshot, { detectors });
  return {
    snapshot,
    graph: graphOf(snapshot),
    scope,
    logs: new ContainerLogs({ kubeConfig, requestTimeout }),
    findings,
  };
}

/** Which pods a node has only the cluster tells. Where they may not be listed, the scope stays as it is. */
async function settledScope(
  scope: InvestigationScope,
  reading: CollectOptions,
): Promise<InvestigationScope> {
  if (scope.nodes.size === 0) return scope;
  const { snapshot } = await collectSnapshot({
    ...reading,
    resources: API_RESOURCES.filter(({ kind }) => kind === 'Pod'),
  });
  return scope.withPodsOn(snapshot, MOST_NAMESPACES);
}
