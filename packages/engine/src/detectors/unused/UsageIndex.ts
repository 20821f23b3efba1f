import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import { AlikePods, alikePods } from '../../graph/alikePods';
import {
  TEMPLATED_KINDS,
  Workload,
  podTemplateOf,
} from '../../graph/workloads';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { resourceOfKind } from '../../snapshot/resources';
import { NamedSources } from '../shared/NamedSources';
import { configurationOf } from '../shared/PodConfiguration';

/** Kinds that repeat the names of all other objects and use none. */
const REPORTS =
  /\.(?:aquasecurity\.github\.io|wgpolicyk8s\.io|cilium\.io|coordination\.k8s\.io)$/;

/** Longer texts are programs or data. */
const LONGEST_TEXT = 4_000;

type NamesByNamespace = Map<string, Set<string>>;

const readings = new WeakMap<ClusterSnapshot, UsageIndex>();

/**
 * Names that something in the cluster mentions. Read so that a mention in doubt counts as a use: names in pods count for their namespace, words in arguments,
 * annotations, custom resources and rights everywhere.
 *
 * Most objects are used where one looks first, so that the words of all texts are read only once a name is missing there.
 */
export class UsageIndex {
  readonly #snapshot: ClusterSnapshot;
  readonly #inNamespace: NamesByNamespace = new Map();
  readonly #accounts: NamesByNamespace = new Map();
  readonly #anywhere = new Set<string>();
  #hasReadTemplates = false;
  #hasReadTexts = false;

  static of(snapshot: ClusterSnapshot): UsageIndex {
    const known = readings.get(snapshot);
    if (known) return known;
    const index = new UsageIndex(snapshot);
    readings.set(snapshot, index);
    return index;
  }

  private constructor(snapshot: ClusterSnapshot) {
    this.#snapshot = snapshot;
    for (const { first, pods } of alikePods(snapshot)) {
      const { metadata, spec } = first;
      this.#readSpec(metadata.namespace, spec, configurationOf(first));
      this.#readClaims(pods);
    }
    for (const { metadata, secrets, imagePullSecrets } of snapshot.all(
      'ServiceAccount',
    )) {
      for (const each of secrets ?? [])
        this.#name(metadata.namespace, each?.name);
      for (const each of imagePullSecrets ?? [])
        this.#name(metadata.namespace, each?.name);
    }
  }

  /** Whether a pod, a template or anything else may mean a ConfigMap, a Secret or a claim of this name. */
  isMentioned(namespace: string | undefined, name: string): boolean {
    return (
      this.#isNamed(this.#inNamespace, namespace, name) || this.isSpokenOf(name)
    );
  }

  /** Whether an argument, an annotation, a custom resource, a right, a webhook or a route may mean an object of this name, of whatever kind. */
  isSpokenOf(name: string): boolean {
    if (!this.#hasReadTexts) this.#readTexts(this.#snapshot);
    this.#hasReadTexts = true;
    return this.#anywhere.has(name);
  }

  /** Whether a pod or a template runs as a service account. */
  isRunAs(namespace: string | undefined, account: string): boolean {
    return this.#isNamed(this.#accounts, namespace, account);
  }

  #isNamed(names: NamesByNamespace, namespace = '', name: string) {
    if (names.get(namespace)?.has(name)) return true;
    if (this.#hasReadTemplates) return false;
    this.#hasReadTemplates = true;
    for (const { workload, template } of templatesIn(this.#snapshot)) {
      const named = new NamedSources(template.spec);
      this.#readSpec(workload.metadata.namespace, template.spec, named);
    }
    return names.get(namespace)?.has(name) ?? false;
  }

  #readSpec(
    namespace = '',
    spec: PodSpec | undefined,
    { sources, otherVolumes }: NamedSources,
  ) {
    const account = spec?.serviceAccountName ?? spec?.serviceAccount;
    if (account) add(this.#accounts, namespace, account);
    for (const { name } of spec?.imagePullSecrets ?? [])
      this.#name(namespace, name);
    for (const { name } of sources) this.#name(namespace, name);
    for (const { persistentVolumeClaim, ...volume } of otherVolumes)
      if (persistentVolumeClaim)
        this.#name(namespace, persistentVolumeClaim.claimName);
      else
        forEachString({ ...volume, name: undefined }, text =>
          this.#name(namespace, text),
        );
  }

  /** Pods of a StatefulSet are alike but for their claims. */
  #readClaims(pods: AlikePods['pods']) {
    const [first] = pods;
    if (!first.spec?.volumes?.some(each => each.persistentVolumeClaim)) return;
    for (const { metadata, spec } of pods)
      for (const { persistentVolumeClaim } of spec?.volumes ?? [])
        this.#name(metadata.namespace, persistentVolumeClaim?.claimName);
  }

  #readTexts(snapshot: ClusterSnapshot) {
    for (const { first } of alikePods(snapshot))
      this.#readTextsOf(first.metadata, first.spec);
    for (const { workload, template } of templatesIn(snapshot)) {
      this.#words(workload.metadata.annotations);
      this.#readTextsOf(template.metadata, template.spec);
    }
    for (const { spec } of snapshot.all('StatefulSet'))
      this.#word(spec?.serviceName);
    this.#readOthers(snapshot);
    this.#readCustomResources(snapshot);
  }

  #readTextsOf(
    metadata: { annotations?: Record<string, string> } | undefined,
    spec: PodSpec | undefined,
  ) {
    this.#words(metadata?.annotations);
    for (const { env = [], args, command } of containersIn(spec)) {
      for (const { value } of env) this.#words(value);
      this.#words(args);
      this.#words(command);
    }
  }

  #readOthers(snapshot: ClusterSnapshot) {
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
    if (typeof name === 'string') add(this.#inNamespace, namespace, name);
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

/** What may run again: the templates of all workloads and of their earlier revisions. */
function* templatesIn(snapshot: ClusterSnapshot) {
  for (const kind of TEMPLATED_KINDS)
    for (const workload of snapshot.all(kind) as readonly Workload[]) {
      const template = podTemplateOf(workload)?.template ?? {};
      yield { workload, template };
    }
}

function containersIn(spec: PodSpec | undefined): readonly Container[] {
  const { containers = [], initContainers } = spec ?? {};
  return initContainers ? [...containers, ...initContainers] : containers;
}

function add(names: NamesByNamespace, namespace: string, name: string) {
  const known = names.get(namespace);
  if (known) known.add(name);
  else names.set(namespace, new Set([name]));
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
