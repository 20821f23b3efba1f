import type { PodSpec } from 'kubernetes-types/core/v1';
import {
  TEMPLATED_KINDS,
  Workload,
  podTemplateOf,
} from '../../graph/workloads';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { resourceOfKind } from '../../snapshot/resources';

/** Kinds that repeat the names of all other objects and use none. */
const REPORTS =
  /\.(?:aquasecurity\.github\.io|wgpolicyk8s\.io|cilium\.io|coordination\.k8s\.io)$/;

/** Longer texts are programs or data. */
const LONGEST_TEXT = 4_000;

const readings = new WeakMap<ClusterSnapshot, UsageIndex>();

/**
 * Names that something in the cluster mentions. Read so that a mention in doubt counts as a use: names in pods count for their namespace, words in arguments,
 * annotations, custom resources and rights everywhere.
 */
export class UsageIndex {
  readonly #inNamespace = new Map<string, Set<string>>();
  readonly #anywhere = new Set<string>();
  readonly #accounts = new Set<string>();

  static of(snapshot: ClusterSnapshot): UsageIndex {
    const known = readings.get(snapshot);
    if (known) return known;
    const index = new UsageIndex(snapshot);
    readings.set(snapshot, index);
    return index;
  }

  private constructor(snapshot: ClusterSnapshot) {
    this.#readPods(snapshot);
    this.#readTemplates(snapshot);
    this.#readOthers(snapshot);
    this.#readCustomResources(snapshot);
  }

  /** Whether a pod, a template or anything else may mean a ConfigMap, a Secret or a claim of this name. */
  isMentioned(namespace: string | undefined, name: string): boolean {
    return (
      this.isSpokenOf(name) ||
      (this.#inNamespace.get(namespace ?? '')?.has(name) ?? false)
    );
  }

  /** Whether an argument, an annotation, a custom resource, a right, a webhook or a route may mean an object of this name, of whatever kind. */
  isSpokenOf(name: string): boolean {
    return this.#anywhere.has(name);
  }

  /** Whether a pod or a template runs as a service account. */
  isRunAs(namespace: string | undefined, account: string): boolean {
    return this.#accounts.has(`${namespace}/${account}`);
  }

  /** Pods of one controller are alike, so that one speaks for all. */
  #readPods(snapshot: ClusterSnapshot) {
    const seen = new Set<string>();
    for (const { metadata, spec } of snapshot.all('Pod')) {
      const controller = metadata.ownerReferences?.find(
        each => each.controller,
      )?.uid;
      if (controller && seen.has(controller)) continue;
      if (controller) seen.add(controller);
      this.#words(metadata.annotations);
      this.#readSpec(metadata.namespace, spec);
    }
  }

  #readTemplates(snapshot: ClusterSnapshot) {
    for (const kind of TEMPLATED_KINDS) {
      for (const workload of snapshot.all(kind) as readonly Workload[]) {
        const { namespace, annotations } = workload.metadata;
        const template = podTemplateOf(workload)?.template;
        this.#words(annotations);
        this.#words(template?.metadata?.annotations);
        this.#readSpec(namespace, template?.spec);
      }
    }
    for (const { spec } of snapshot.all('StatefulSet'))
      this.#word(spec?.serviceName);
  }

  #readSpec(namespace: string | undefined, spec: PodSpec | undefined) {
    this.#accounts.add(
      `${namespace}/${spec?.serviceAccountName ?? spec?.serviceAccount}`,
    );
    for (const { name } of spec?.imagePullSecrets ?? [])
      this.#name(namespace, name);
    for (const { name: _, ...source } of spec?.volumes ?? [])
      forEachString(source, text => this.#name(namespace, text));
    for (const container of [
      ...(spec?.containers ?? []),
      ...(spec?.initContainers ?? []),
    ]) {
      for (const { configMapRef, secretRef } of container.envFrom ?? []) {
        this.#name(namespace, configMapRef?.name);
        this.#name(namespace, secretRef?.name);
      }
      for (const { value, valueFrom } of container.env ?? []) {
        this.#name(namespace, valueFrom?.configMapKeyRef?.name);
        this.#name(namespace, valueFrom?.secretKeyRef?.name);
        this.#words(value);
      }
      this.#words(container.args);
      this.#words(container.command);
    }
  }

  #readOthers(snapshot: ClusterSnapshot) {
    for (const { metadata, secrets, imagePullSecrets } of snapshot.all(
      'ServiceAccount',
    )) {
      for (const each of [...(secrets ?? []), ...(imagePullSecrets ?? [])])
        this.#name(metadata.namespace, each?.name);
    }
    for (const { metadata, spec } of snapshot.all('Ingress')) {
      this.#words(metadata.annotations);
      forEachString(spec, text => this.#word(text));
    }
    for (const { metadata } of snapshot.all('Service'))
      this.#words(metadata.annotations);
    for (const kind of [
      'MutatingWebhookConfiguration',
      'ValidatingWebhookConfiguration',
    ] as const) {
      for (const { webhooks = [] } of snapshot.all(kind))
        for (const each of webhooks)
          this.#word(each?.clientConfig?.service?.name);
    }
    for (const { spec } of snapshot.all('APIService'))
      this.#word(spec?.service?.name);
    for (const { parameters } of snapshot.all('StorageClass'))
      this.#words(parameters);
    for (const { spec } of snapshot.all('PersistentVolume'))
      forEachString(spec?.csi, text => this.#word(text));
    for (const kind of ['Role', 'ClusterRole'] as const) {
      for (const { rules = [] } of snapshot.all(kind))
        for (const each of rules ?? []) this.#words(each?.resourceNames);
    }
  }

  #readCustomResources(snapshot: ClusterSnapshot) {
    for (const kind of snapshot.kinds()) {
      const isBuiltIn = resourceOfKind(kind) && !kind.includes('.');
      if (isBuiltIn || !kind.includes('.') || REPORTS.test(kind)) continue;
      for (const { metadata, status: _, ...rest } of snapshot.all(kind)) {
        this.#words(metadata.annotations);
        this.#words(rest);
      }
    }
  }

  #name(namespace = '', name: unknown) {
    if (typeof name !== 'string') return;
    const known = this.#inNamespace.get(namespace);
    if (known) known.add(name);
    else this.#inNamespace.set(namespace, new Set([name]));
  }

  #word(word: unknown) {
    if (typeof word === 'string') this.#anywhere.add(word);
  }

  /** Every text within a value, whole and word by word, with and without what follows a dot, as in the name of a host. */
  #words(value: unknown) {
    forEachString(value, text => {
      // The pods, the revisions and the template of a workload mostly say the same.
      if (text.length > LONGEST_TEXT || this.#anywhere.has(text)) return;
      this.#anywhere.add(text);
      if (!/[^a-z0-9-]/.test(text)) return;
      for (const word of text.split(/[^A-Za-z0-9.-]+/)) {
        this.#anywhere.add(word);
        if (word.includes('.'))
          for (const part of word.split('.')) this.#anywhere.add(part);
      }
    });
  }
}

/** Calls back for each text within a value, not for the keys of maps. */
function forEachString(root: unknown, call: (text: string) => void) {
  const open = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'string') call(value);
    else if (typeof value === 'object' && value !== null)
      for (const child of Object.values(value)) open.push(child);
  }
}
