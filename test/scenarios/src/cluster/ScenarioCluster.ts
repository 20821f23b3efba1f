import { CoreV1Api, KubernetesObject } from '@kubernetes/client-node';
import { DumpFile } from '@opsagent/engine';
import { ControlPlane, waitFor } from '@opsagent/test-cluster';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { FOLDERS } from '../folders';
import { nameOf } from '../scenario/reference';
import { Play } from '../scenario/schema';
import { Scenario, Step } from '../scenario/Scenario';
import { capture } from './capture';
import { fillIn } from './fillIn';
import { LogServer } from './LogServer';
import {
  WORKERS,
  workerDrivers,
  workerLease,
  workerNode,
  workerStatus,
} from './nodes';
import { ObjectClient } from './objects';
import { PlayedWorkers } from './PlayedWorkers';
import { recordEvent } from './recordEvent';
import { settled } from './settled';
import { StoryClock } from './StoryClock';

/** What was captured, and the clock that tells when everything happened in the story. */
export interface Captured {
  files: DumpFile[];
  clock: StoryClock;
}

/** A control plane with nodes on which scenarios are played, one after the other. */
export class ScenarioCluster {
  readonly #controlPlane: ControlPlane;
  readonly #logServer: LogServer;
  readonly #workers: PlayedWorkers;
  readonly #objects: ObjectClient;
  readonly #core: CoreV1Api;
  /** What the scenario under way brought, to be taken away again. */
  #brought: string[] = [];

  static async start(): Promise<ScenarioCluster> {
    const controlPlane = await ControlPlane.start({ name: 'scenarios' });
    const logServer = await LogServer.start(
      await controlPlane.servingCredentials(),
    );
    const workers = PlayedWorkers.start(controlPlane.kubeConfig, logServer);
    const cluster = new ScenarioCluster(controlPlane, logServer, workers);
    try {
      await cluster.#setUp();
      return cluster;
    } catch (error) {
      await cluster.stop();
      throw error;
    }
  }

  private constructor(
    controlPlane: ControlPlane,
    logServer: LogServer,
    workers: PlayedWorkers,
  ) {
    this.#controlPlane = controlPlane;
    this.#logServer = logServer;
    this.#workers = workers;
    this.#objects = new ObjectClient(controlPlane.kubeConfig);
    this.#core = controlPlane.kubeConfig.makeApiClient(CoreV1Api);
  }

  async stop(): Promise<void> {
    await this.#workers.stop();
    await this.#controlPlane.stop();
    await this.#logServer.stop();
  }

  /** Captures the cluster as it is before any scenario. */
  async captureBaseline(): Promise<Captured> {
    await this.#settle();
    return {
      files: await capture(this.#controlPlane),
      clock: new StoryClock(),
    };
  }

  /** Plays a scenario and captures it. The cluster is as before afterwards. */
  async play(scenario: Scenario): Promise<Captured> {
    const clock = new StoryClock();
    this.#workers.begin(clock);
    this.#brought = [];
    try {
      for (const step of scenario.steps) await this.#take(step, clock);
      return { files: await capture(this.#controlPlane), clock };
    } finally {
      await this.#cleanUp();
    }
  }

  async #take(step: Step, clock: StoryClock) {
    await clock.begin(step.ago);
    const { pods, unprovisioned } = step.play;
    this.#workers.add(pods, unprovisioned);
    for (const name of step.delete) await this.#objects.remove(name);
    for (const change of step.patch) {
      await this.#objects.merge(change.of, fillIn(change.with, clock));
    }
    for (const manifest of step.manifests) {
      await this.#apply(fillIn(manifest, clock));
    }
    await this.#settle();
    if (step.play.status.length + step.play.events.length > 0) {
      await this.#playAround(step.play, clock);
      await this.#settle();
    }
  }

  async #apply(manifest: KubernetesObject) {
    const { kind = '', metadata = {}, apiVersion } = manifest;
    const { namespace, name } = metadata;
    if (namespace) await this.#ensureNamespace(namespace);
    await this.#objects.apply(manifest);
    if (kind === 'Namespace') await this.#awaitAccount(name!);
    if (kind === 'Node' && !isWorker(name)) await this.#join(name!);
    if (kind === 'CustomResourceDefinition') {
      await waitFor(`${name} to be established`, async () => {
        const found = await this.#objects.read(`${kind}/${name}`);
        const { status } = found as {
          status?: { conditions?: { type: string; status: string }[] };
        };
        return status?.conditions?.some(
          each => each.type === 'Established' && each.status === 'True',
        );
      });
    }
    if (!apiVersion) throw new Error(`${kind} ${name} has no apiVersion`);
    this.#brought.push(nameOf({ kind, namespace, name: name! }));
  }

  async #ensureNamespace(name: string) {
    if (await this.#objects.read(`Namespace/${name}`)) return;
    await this.#core.createNamespace({ body: { metadata: { name } } });
    await this.#awaitAccount(name);
    this.#brought.push(`Namespace/${name}`);
  }

  async #awaitAccount(namespace: string) {
    await waitFor(`the default service account of ${namespace}`, () =>
      this.#core.readNamespacedServiceAccount({ namespace, name: 'default' }),
    );
  }

  async #playAround(play: Play, clock: StoryClock) {
    for (const { of, status } of play.status) {
      await this.#objects.mergeStatus(of, fillIn(status, clock));
    }
    for (const { about, ...event } of play.events) {
      const object = await this.#objects.read(about);
      if (!object) throw new Error(`${about}, which has an event, is absent`);
      const { metadata = {}, kind, apiVersion } = object;
      const { name, namespace } = metadata;
      // A kubelet puts the node's name where other objects have their uid.
      const uid = kind === 'Node' ? name : metadata.uid;
      await recordEvent(this.#core, clock, {
        ...fillIn(event, clock),
        about: { apiVersion, kind, name, namespace, uid },
      });
    }
  }

  async #settle() {
    await settled(this.#controlPlane);
    this.#workers.assertWell();
  }

  async #setUp() {
    for (const name of WORKERS) await this.#restore(name);
    await this.#applyPlatform();
    await settled(this.#controlPlane);
    await this.#objects.mergeStatus(
      'Service/ingress-nginx/ingress-nginx-controller',
      { loadBalancer: { ingress: [{ ip: '203.0.113.10' }] } },
    );
    await settled(this.#controlPlane);
    this.#workers.assertWell();
  }

  async #applyPlatform() {
    for (const manifest of documents(join(FOLDERS.suite, 'platform.yaml'))) {
      await this.#objects.apply(manifest);
    }
  }

  /** Makes a node of every scenario what it was, whatever has been done to it. Controllers write to nodes at the same time. */
  async #restore(name: string) {
    await waitFor(`${name} to be restored`, async () => {
      await this.#writeWorker(name);
      return true;
    });
  }

  async #writeWorker(name: string) {
    const node = workerNode(name);
    const present = await this.#objects.read(`Node/${name}`);
    if (present) {
      await this.#core.replaceNode({
        name,
        body: {
          ...node,
          metadata: {
            ...node.metadata,
            resourceVersion: undefined,
            uid: present.metadata?.uid,
          },
        },
      });
    } else {
      await this.#core.createNode({ body: node });
    }
    await this.#equip(name);
  }

  /** Controllers write to a new node while its kubelet reports. */
  async #join(name: string) {
    await waitFor(`${name} to have joined`, async () => {
      await this.#equip(name);
      return true;
    });
  }

  /** Reports a node as well, with heartbeat and drivers. */
  async #equip(name: string) {
    const clock = new StoryClock();
    const status = workerStatus(name, clock, this.#logServer.port);
    const node = await this.#core.readNode({ name });
    const given = isWorker(name) ? undefined : node.status;
    await this.#core.replaceNodeStatus({
      name,
      body: {
        ...node,
        status: {
          ...status,
          capacity: given?.capacity ?? status.capacity,
          allocatable: given?.allocatable ?? status.allocatable,
        },
      },
    });
    await this.#objects.apply(workerLease(name, clock));
    await this.#objects.apply(workerDrivers(name));
  }

  async #cleanUp() {
    const present = async (name: string) =>
      (await this.#objects.read(name)) !== undefined;
    const own = [...new Set(this.#brought)].reverse();
    const worker = (name: string) => isWorker(name.split('/')[1]);
    // Refusing webhooks and definitions of kinds first, as they stand in the way of the rest.
    for (const name of own) {
      if (!worker(name) && !name.startsWith('Namespace/')) {
        await this.#release(name);
        await this.#objects.remove(name);
      }
    }
    const namespaces = own.filter(name => name.startsWith('Namespace/'));
    for (const name of namespaces) await this.#objects.remove(name);
    for (const name of own.filter(each => each.startsWith('Node/'))) {
      if (!worker(name)) await this.#forgetNode(name.split('/')[1]);
    }
    for (const name of WORKERS) await this.#restore(name);
    await this.#core.deleteCollectionNamespacedEvent({ namespace: 'default' });
    const { items } = await this.#core.listPersistentVolume();
    for (const { metadata } of items) {
      await this.#objects.remove(`PersistentVolume/${metadata?.name}`);
    }
    this.#workers.begin(new StoryClock());
    await waitFor(`${namespaces.join(' and ')} to be gone`, async () => {
      for (const name of namespaces) if (await present(name)) return false;
      return true;
    });
    await this.#applyPlatform();
  }

  /** Takes away the finalizers for which no controller runs here: nothing else would. */
  async #release(name: string) {
    const { finalizers = [] } =
      (await this.#objects.read(name))?.metadata ?? {};
    if (finalizers.some(each => !each.startsWith('kubernetes.io/')))
      await this.#objects.merge(name, { metadata: { finalizers: null } });
  }

  /** The garbage collector takes pods of absent nodes away too late for the next scenario. */
  async #forgetNode(name: string) {
    const { items } = await this.#core.listPodForAllNamespaces({
      fieldSelector: `spec.nodeName=${name}`,
    });
    for (const { metadata } of items)
      await this.#objects.remove(
        `Pod/${metadata?.namespace}/${metadata?.name}`,
      );
    await this.#objects.remove(`Lease/kube-node-lease/${name}`);
    await this.#objects.remove(`CSINode/${name}`);
  }
}

function isWorker(name: string | undefined): boolean {
  return (WORKERS as readonly (string | undefined)[]).includes(name);
}

function documents(path: string): KubernetesObject[] {
  return parseAllDocuments(readFileSync(path, 'utf8')).map(document => {
    if (document.errors.length > 0) throw document.errors[0];
    return document.toJS() as KubernetesObject;
  });
}
