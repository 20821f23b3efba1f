import { ControlPlane } from './ControlPlane';
import { PlayedKubelet } from './PlayedKubelet';
import { nodeCondition } from './ClusterClient';
import { loadManifest, manifestNames } from './manifests';

/** A control plane on which everything in `manifests/` runs, each file in the namespace of its name. */
export class BrokenCluster {
  readonly controlPlane: ControlPlane;
  readonly #kubelet: PlayedKubelet;

  static async start(): Promise<BrokenCluster> {
    const controlPlane = await ControlPlane.start({ name: 'broken' });
    const { client } = controlPlane;
    await client.addNode('worker-1');
    await client.addNode('worker-2');
    await client.addNode('gpu-1', {
      labels: { pool: 'gpu' },
      taints: [{ key: 'dedicated', value: 'training', effect: 'NoSchedule' }],
    });
    await client.addNode('silent-1');
    await client.setNodeStatus('silent-1', {
      conditions: [nodeCondition('Ready', 'False', 'KubeletNotReady')],
    });
    await client.addNode('full-1');
    await client.setNodeStatus('full-1', {
      conditions: [
        nodeCondition('DiskPressure', 'True', 'KubeletHasDiskPressure'),
      ],
    });
    const kubelet = PlayedKubelet.start(controlPlane.kubeConfig);
    for (const name of manifestNames()) {
      await client.createNamespace(name);
      await client.apply(loadManifest(name), name);
    }
    return new BrokenCluster(controlPlane, kubelet);
  }

  private constructor(controlPlane: ControlPlane, kubelet: PlayedKubelet) {
    this.controlPlane = controlPlane;
    this.#kubelet = kubelet;
  }

  async stop(): Promise<void> {
    await this.#kubelet.stop();
    await this.controlPlane.stop();
  }
}
