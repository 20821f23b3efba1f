import {
  ApiException,
  CoreV1Api,
  KubeConfig,
  PatchStrategy,
  V1Pod,
  setHeaderOptions,
} from '@kubernetes/client-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { KeysOf, PlayedPod, playPod } from './playPod';

/**
 * Plays the kubelets of all nodes that kwok does not manage: writes status and events of their pods as a kubelet would, again whenever a pod's fate changes,
 * and lets deleted pods go.
 */
export class PlayedKubelet {
  readonly #core: CoreV1Api;
  readonly #isPlayed: (node: string) => boolean;
  /** What was written last, by pod uid. */
  readonly #played = new Map<string, string>();
  #stopped = false;
  #loop: Promise<void> | undefined;
  #addresses = 0;

  /** @param isPlayed - which nodes are played; all unless given */
  static start(
    kubeConfig: KubeConfig,
    isPlayed: (node: string) => boolean = () => true,
  ): PlayedKubelet {
    const kubelet = new PlayedKubelet(
      kubeConfig.makeApiClient(CoreV1Api),
      isPlayed,
    );
    kubelet.#loop = kubelet.#run();
    return kubelet;
  }

  private constructor(core: CoreV1Api, isPlayed: (node: string) => boolean) {
    this.#core = core;
    this.#isPlayed = isPlayed;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#loop;
  }

  async #run() {
    while (!this.#stopped) {
      // A kubelet outlives its API server.
      await this.#playAll().catch(() => {});
      await sleep(250);
    }
  }

  async #playAll() {
    const [pods, configMaps, secrets] = await Promise.all([
      this.#core.listPodForAllNamespaces(),
      this.#core.listConfigMapForAllNamespaces(),
      this.#core.listSecretForAllNamespaces(),
    ]);
    const keys = new Map<string, string[]>();
    for (const [kind, list] of [
      ['ConfigMap', configMaps],
      ['Secret', secrets],
    ] as const) {
      for (const { metadata, data } of list.items) {
        const id = `${kind}/${metadata?.namespace}/${metadata?.name}`;
        keys.set(id, Object.keys(data ?? {}));
      }
    }
    for (const pod of pods.items) {
      const node = pod.spec?.nodeName;
      if (!node || !this.#isPlayed(node)) continue;
      await this.#play(pod, (kind, name) =>
        keys.get(`${kind}/${pod.metadata?.namespace}/${name}`),
      ).catch(ignoreGone);
    }
  }

  async #play(pod: V1Pod, keysOf: KeysOf) {
    const { name = '', namespace = '', uid = '' } = pod.metadata ?? {};
    if (pod.metadata?.deletionTimestamp) {
      await this.#core.deleteNamespacedPod({
        name,
        namespace,
        gracePeriodSeconds: 0,
      });
      return;
    }
    const podIP = pod.status?.podIP ?? this.#nextAddress();
    const played = playPod(pod, { keysOf, podIP, now: new Date() });
    const fate = JSON.stringify(played.events) + played.status.phase;
    if (this.#played.get(uid) === fate) return;
    await this.#core.patchNamespacedPodStatus(
      { name, namespace, body: { status: played.status } },
      setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch),
    );
    await this.#record(pod, played);
    this.#played.set(uid, fate);
  }

  async #record(pod: V1Pod, { events }: PlayedPod) {
    const { name = '', namespace = '', uid } = pod.metadata ?? {};
    const now = new Date();
    for (const { type, reason, message, fieldPath } of events) {
      await this.#core.createNamespacedEvent({
        namespace,
        body: {
          metadata: { generateName: `${name}.` },
          involvedObject: {
            apiVersion: 'v1',
            kind: 'Pod',
            name,
            namespace,
            uid,
            fieldPath,
          },
          type,
          reason,
          message,
          count: 5,
          firstTimestamp: now,
          lastTimestamp: now,
          source: { component: 'kubelet', host: pod.spec?.nodeName },
        },
      });
    }
  }

  #nextAddress() {
    this.#addresses += 1;
    return `10.1.${this.#addresses >> 8}.${this.#addresses & 255}`;
  }
}

/** A pod that was deleted in the meantime needs nothing. */
function ignoreGone(error: unknown) {
  if (!(error instanceof ApiException && [404, 409].includes(error.code))) {
    throw error;
  }
}
