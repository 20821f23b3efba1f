import type { SecretsPolicy } from '@opsagent/collector';
import { collectSnapshot } from '@opsagent/collector';
import { ClusterSnapshot } from '@opsagent/engine';
import { KubernetesConnection } from './KubernetesConnection';
import { SnapshotProvider, SnapshotRequest } from './SnapshotProvider';

export interface CollectingSnapshotProviderOptions {
  connection: KubernetesConnection;
  secrets: SecretsPolicy;
  /** Milliseconds for one request. */
  requestTimeout: number;
}

/** Reads the whole cluster anew for every snapshot. */
export class CollectingSnapshotProvider implements SnapshotProvider {
  readonly #options: CollectingSnapshotProviderOptions;

  constructor(options: CollectingSnapshotProviderOptions) {
    this.#options = options;
  }

  async snapshot(request: SnapshotRequest): Promise<ClusterSnapshot> {
    const { cluster, credentials, signal } = request;
    const { connection, secrets, requestTimeout } = this.#options;
    const kubeConfig = await connection.kubeConfig(cluster, credentials);
    const { snapshot } = await collectSnapshot({
      kubeConfig,
      cluster,
      signal,
      secrets,
      requestTimeout,
    });
    return snapshot;
  }
}
