import { readFile } from 'node:fs/promises';
import { parseAllDocuments } from 'yaml';
import { Kubelet } from './Kubelet.mjs';
import { StoryClock } from './StoryClock.mjs';

const WATCHED = [
  'Pod',
  'ReplicaSet',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'EndpointSlice',
  'PersistentVolumeClaim',
];
const QUIET = 1_500;
const PATIENCE = 60_000;

const pause = milliseconds =>
  new Promise(resolve => setTimeout(resolve, milliseconds));

/** What a story may do: apply manifests, expect faults, write statuses and events, and wait until the controllers have nothing left to do. */
export class Stage {
  clock = new StoryClock();
  #manifests;
  #beaten = 0;
  #events = 0n;

  constructor({ api, manifests }) {
    this.api = api;
    this.kubelet = new Kubelet(api);
    this.#manifests = manifests;
  }

  /** Tells one chapter and waits until the cluster has come to rest. */
  async chapter(at, tell) {
    await this.clock.begin(at);
    await tell(this);
    await this.settle();
  }

  /** Applies a manifest file, each object as `earlier` returns it: the revision before the committed one. */
  async apply(file, earlier = object => object) {
    const text = await readFile(
      new URL(`${file}.yaml`, this.#manifests),
      'utf8',
    );
    for (const document of parseAllDocuments(text)) {
      const object = await this.api.apply(earlier(document.toJS()));
      if (object.kind === 'Node') await this.kubelet.register(object);
    }
  }

  /** The pods of a component's newest or older ReplicaSets, by name prefix. */
  async pods(namespace, prefix) {
    const pods = await this.api.list('Pod');
    return pods.filter(
      ({ metadata }) =>
        metadata.namespace === namespace && metadata.name.startsWith(prefix),
    );
  }

  /** Records an event as a kubelet or controller does; times are the story's. */
  async event(object, event) {
    const { first, last = first, count = 1 } = event;
    const { namespace, name, uid } = object.metadata;
    this.#events += 1n;
    const suffix = BigInt(Date.parse(first)) * 1_000_000n + this.#events;
    await this.api.create({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: {
        namespace,
        name: `${name}.${suffix.toString(16)}`,
      },
      involvedObject: {
        apiVersion: object.apiVersion,
        kind: object.kind,
        namespace,
        name,
        uid,
        ...(event.fieldPath ? { fieldPath: event.fieldPath } : {}),
      },
      type: event.type ?? 'Warning',
      reason: event.reason,
      message: event.message,
      count,
      firstTimestamp: first,
      lastTimestamp: last,
      source: event.source ?? {
        component: 'kubelet',
        host: object.spec.nodeName,
      },
      reportingComponent: event.source?.component ?? 'kubelet',
      reportingInstance: object.spec?.nodeName ?? '',
    });
  }

  /** Lets a rollout's progress deadline pass without waiting for it: the controller draws its own conclusion from an older timestamp. */
  async missDeadline(namespace, name) {
    const deployment = await this.api.get('Deployment', namespace, name);
    const progressing = deployment.status.conditions.find(
      each => each.type === 'Progressing',
    );
    const lastUpdateTime = new Date(Date.now() - 11 * 60_000)
      .toISOString()
      .replace(/\.\d+Z$/, 'Z');
    await this.api.patchStatus(deployment, {
      conditions: [{ ...progressing, lastUpdateTime }],
    });
  }

  async settle() {
    const patience = Date.now() + PATIENCE;
    let seen = '';
    let changed = Date.now();
    while (Date.now() - changed < QUIET) {
      if (Date.now() > patience) throw new Error('The cluster does not settle');
      if (Date.now() - this.#beaten > 8_000) {
        await this.kubelet.beat();
        this.#beaten = Date.now();
      }
      await this.kubelet.sync();
      const versions = await this.#versions();
      if (versions !== seen) changed = Date.now();
      seen = versions;
      await pause(150);
    }
  }

  async #versions() {
    const lists = await Promise.all(WATCHED.map(kind => this.api.list(kind)));
    return lists
      .flat()
      .map(({ metadata }) => `${metadata.uid}@${metadata.resourceVersion}`)
      .join();
  }
}
