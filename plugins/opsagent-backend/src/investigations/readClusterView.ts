import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ContainerLogs,
  SecretsPolicy,
  collectSnapshot,
} from '@opsagent/collector';
import { Detector, analyze, graphOf } from '@opsagent/engine';
import { ClusterView, InvestigationScope } from '@opsagent/investigator';
import { KubernetesConnection } from '../clusters/KubernetesConnection';

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
  { cluster, scope, credentials, signal }: ClusterViewRequest,
  options: ClusterViewOptions,
): Promise<ClusterView> {
  const { connection, detectors, requestTimeout, secrets } = options;
  const kubeConfig = await connection.kubeConfig(cluster, credentials);
  const { snapshot } = await collectSnapshot({
    kubeConfig,
    cluster,
    signal,
    secrets,
    requestTimeout,
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
