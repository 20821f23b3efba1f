import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ContainerLogs,
  SecretsPolicy,
  collectSnapshot,
} from '@opsagent/collector';
import { Detector, ResourceGraph, analyze } from '@opsagent/engine';
import {
  ClusterView,
  IncidentCase,
  InvestigationScope,
} from '@opsagent/investigator';
import { KubernetesConnection } from '../clusters/KubernetesConnection';

export interface ClusterViewOptions {
  connection: KubernetesConnection;
  detectors: readonly Detector[];
  secrets: SecretsPolicy;
  /** Milliseconds for one request. */
  requestTimeout: number;
}

export interface ClusterViewRequest {
  incident: IncidentCase;
  /** Of whoever asks: the cluster is read with their rights. */
  credentials: BackstageCredentials;
  signal: AbortSignal;
}

/**
 * Reads what an investigation may look at: of the cluster as it is now, the namespaces that the incident touches and what belongs to none.
 *
 * @throws ClusterUnreachableError, ClusterUnauthenticatedError, GatewayDeniedError of `@opsagent/collector`
 */
export async function readClusterView(
  { incident, credentials, signal }: ClusterViewRequest,
  options: ClusterViewOptions,
): Promise<ClusterView> {
  const { connection, detectors, requestTimeout, secrets } = options;
  const { cluster } = incident;
  const scope = InvestigationScope.ofIncident(incident);
  const kubeConfig = await connection.kubeConfig(cluster, credentials);
  const { snapshot } = await collectSnapshot({
    kubeConfig,
    cluster,
    signal,
    secrets,
    requestTimeout,
    namespaces: [...scope.namespaces],
  });
  const { findings } = analyze(snapshot, { detectors });
  return {
    snapshot,
    graph: new ResourceGraph(snapshot),
    scope,
    logs: new ContainerLogs({ kubeConfig, requestTimeout }),
    findings,
  };
}
