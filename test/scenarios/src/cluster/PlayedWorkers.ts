import {
  ApiException,
  AppsV1Api,
  BatchV1Api,
  CoreV1Api,
  KubeConfig,
  StorageV1Api,
  V1Pod,
} from '@kubernetes/client-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { PodPlay } from '../scenario/schema';
import { LogServer } from './LogServer';
import { ownerNames } from './ownerNames';
import { recordEvent } from './recordEvent';
import { PlayedPod, playPod } from './podStatus';
import { attachVolumes, provisionVolumes } from './provisionVolumes';
import { StoryClock } from './StoryClock';

/** Plays the kubelets and the volume provisioner: what the scenario says of pods, and that all others are well. */
export class PlayedWorkers {
  readonly #core: CoreV1Api;
  readonly #apps: AppsV1Api;
  readonly #batch: BatchV1Api;
  readonly #storage: StorageV1Api;
  readonly #logs: LogServer;
  #clock = new StoryClock();
  #rules: PodPlay[] = [];
  #unprovisioned = new Set<string>();
  /** The rule that was played last, by pod uid. */
  readonly #played = new Map<string, PodPlay | undefined>();
  /** The pods that a rule with a count has taken. */
  readonly #taken = new Map<PodPlay, Set<string>>();
  readonly #addresses = new Map<string, string>();
  #stopped = false;
  #loop: Promise<void> | undefined;
  #failure: unknown;

  static start(kubeConfig: KubeConfig, logs: LogServer): PlayedWorkers {
    const workers = new PlayedWorkers(kubeConfig, logs);
    workers.#loop = workers.#run();
    return workers;
  }

  private constructor(kubeConfig: KubeConfig, logs: LogServer) {
    this.#core = kubeConfig.makeApiClient(CoreV1Api);
    this.#apps = kubeConfig.makeApiClient(AppsV1Api);
    this.#batch = kubeConfig.makeApiClient(BatchV1Api);
    this.#storage = kubeConfig.makeApiClient(StorageV1Api);
    this.#logs = logs;
  }

  /** Begins a story: all rules of the one before are forgotten. */
  begin(clock: StoryClock): void {
    this.#clock = clock;
    this.#rules = [];
    this.#unprovisioned = new Set();
    this.#taken.clear();
    this.#logs.clear();
    this.#failure = undefined;
  }

  /** From now on these rules count too, and before those that were there. */
  add(rules: readonly PodPlay[], unprovisioned: readonly string[]): void {
    this.#rules = [...[...rules].reverse(), ...this.#rules];
    for (const claim of unprovisioned) this.#unprovisioned.add(claim);
  }

  /** @throws Error when a rule could not be played */
  assertWell(): void {
    if (this.#failure) throw this.#failure;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#loop;
  }

  async #run() {
    while (!this.#stopped) {
      try {
        await this.#playAll();
        await provisionVolumes(this.#core, this.#unprovisioned);
        await attachVolumes(this.#storage);
      } catch (error) {
        this.#failure = error;
      }
      await sleep(200);
    }
  }

  async #playAll() {
    const owners = await ownerNames(this.#apps, this.#batch);
    const { items } = await this.#core.listPodForAllNamespaces();
    const pods = items.sort((a, b) =>
      (a.metadata?.name ?? '') < (b.metadata?.name ?? '') ? -1 : 1,
    );
    for (const pod of pods) {
      if (!pod.spec?.nodeName) continue;
      const rule = this.#ruleOf(pod, owners.of(pod));
      try {
        await this.#play(pod, rule);
      } catch (error) {
        const isRace =
          error instanceof ApiException && [404, 409].includes(error.code);
        if (!isRace) throw error;
      }
    }
  }

  #ruleOf(pod: V1Pod, owners: OwnersOfPod): PodPlay | undefined {
    const { uid = '', name = '' } = pod.metadata ?? {};
    return this.#rules.find(rule => {
      const { of, revision, ordinals, node, count } = rule;
      if (!owners.names.includes(of)) return false;
      if (revision !== undefined && owners.revision !== revision) return false;
      if (node !== undefined && pod.spec?.nodeName !== node) return false;
      const ordinal = Number(/\d+$/.exec(name)?.[0]);
      if (ordinals && !ordinals.includes(ordinal)) return false;
      if (count === undefined) return true;
      const taken = this.#taken.get(rule) ?? new Set();
      this.#taken.set(rule, taken);
      if (taken.size < count) taken.add(uid);
      return taken.has(uid);
    });
  }

  async #play(pod: V1Pod, rule: PodPlay | undefined) {
    const { name = '', namespace = '', uid = '' } = pod.metadata ?? {};
    if (pod.metadata?.deletionTimestamp && !rule?.stuck) {
      await this.#core.deleteNamespacedPod({
        name,
        namespace,
        gracePeriodSeconds: 0,
      });
      return;
    }
    if (this.#played.has(uid) && this.#played.get(uid) === rule) return;
    const played = playPod({
      pod,
      podIP: this.#addressOf(uid),
      play: rule,
      clock: this.#clock,
    });
    await this.#core.replaceNamespacedPodStatus({
      name,
      namespace,
      body: { ...pod, status: played.status },
    });
    this.#played.set(uid, rule);
    for (const [container, text] of played.logs) {
      this.#logs.set(`${namespace}/${name}/${container}`, text);
    }
    await this.#record(pod, played);
  }

  async #record(pod: V1Pod, { events }: PlayedPod) {
    const { name = '', namespace, uid } = pod.metadata ?? {};
    for (const { fieldPath, ...event } of events) {
      await recordEvent(this.#core, this.#clock, {
        ...event,
        source: 'kubelet',
        host: pod.spec?.nodeName,
        about: {
          apiVersion: 'v1',
          kind: 'Pod',
          name,
          namespace,
          uid,
          fieldPath,
        },
      });
    }
  }

  #addressOf(uid: string) {
    const known = this.#addresses.get(uid);
    if (known) return known;
    const number = this.#addresses.size + 10;
    const address = `10.244.${(number >> 8) & 255}.${number & 255}`;
    this.#addresses.set(uid, address);
    return address;
  }
}

interface OwnersOfPod {
  names: readonly string[];
  revision: number | undefined;
}
