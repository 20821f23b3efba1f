import { Evidence, ObjectReference, Tier } from '../../findings/Finding';
import { absence, field, unread } from '../../findings/evidence';
import { minutes, olderThan, seconds, within } from '../../snapshot/durations';
import { KnownKinds, KubernetesObject } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { detectorFamily } from '../detectorFamily';
import { containersOf } from '../shared/containers';
import { activePods, notReadySince } from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';
import { KubeletWord, confirmsMissing, kubeletWordsOn } from './kubeletSays';
import { ConfigReference, configReferencesOf } from './references';

const ROWS = [
  {
    id: 'config.configmap-missing',
    title: 'ConfigMap does not exist',
  },
  {
    id: 'config.configmap-key-missing',
    title: 'ConfigMap lacks a key',
    explainedBy: ['config.configmap-missing'],
  },
  { id: 'config.secret-missing', title: 'Secret does not exist' },
  {
    id: 'config.secret-key-missing',
    title: 'Secret lacks a key',
    explainedBy: ['config.secret-missing'],
  },
  {
    id: 'config.projected-source-missing',
    title: 'Source of a projected volume does not exist',
    explainedBy: ['config.configmap-missing', 'config.secret-missing'],
  },
] as const;

const GRACE = seconds(60);

/**
 * ConfigMaps, Secrets and keys of them that a pod names and that do not exist: a problem for a pod that cannot start without them, a risk for one that runs until it
 * is started again.
 *
 * Nothing optional counts. What was not read is not missing, unless the kubelet itself says so: then its words are the evidence.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/
 */
export const missingReferences = detectorFamily({
  rows: ROWS,
  tier: 'problem',
  kinds: ['Pod'],
  read: context => groupSightings(missingReferencesIn(context)),
});

function* missingReferencesIn(context: DetectionContext) {
  const { snapshot, graph } = context;
  for (const pod of activePods(context)) {
    const since = notReadySince(pod);
    if (!olderThan(snapshot, since, GRACE)) continue;
    const words = kubeletWordsOn(pod, context);
    for (const reference of configReferencesOf(pod)) {
      const gap = gapOf(pod, reference, words, context);
      if (!gap) continue;
      const blocked = blockedContainers(pod, reference);
      const tier: Tier = blocked.length > 0 ? 'problem' : 'risk';
      const subject = graph.topOwner(pod);
      const rest = {
        subject,
        tier,
        severity: 'high' as const,
        evidence: [
          field(pod, reference.path, shownReference(reference)),
          ...gap.evidence,
        ],
      };
      const message = `${gap.message}; ${consequence(reference, subject, tier)}`;
      const containers = tier === 'problem' ? blocked : reference.containers;
      for (const container of containers) {
        const affected = affectedPod(pod, {
          container,
          since: tier === 'problem' ? since : undefined,
        });
        const key =
          gap.part === 'key'
            ? `${reference.name}/${reference.key}`
            : reference.name;
        yield {
          ...rest,
          detector: rowOf(reference, gap),
          key,
          message,
          affected,
        };
        if (reference.projected && gap.part === 'object') {
          yield {
            ...rest,
            detector: 'config.projected-source-missing',
            key: reference.volume,
            message,
            affected,
          };
        }
      }
    }
  }
}

interface Gap {
  part: 'object' | 'key';
  message: string;
  evidence: Evidence[];
}

/** What is missing of a reference, as far as the snapshot or else the kubelet can tell. */
function gapOf(
  pod: KnownKinds['Pod'],
  reference: ConfigReference,
  words: readonly KubeletWord[],
  context: DetectionContext,
): Gap | undefined {
  const { snapshot } = context;
  const { namespace } = pod.metadata;
  const { kind, name, key } = reference;
  const object: ObjectReference = {
    apiVersion: 'v1',
    kind,
    ...(namespace ? { namespace } : {}),
    name,
  };
  const found = snapshot.lookup(kind, namespace, name);
  const missing = `${nameOf(object)} does not exist`;
  const saidOfObject = confirmsMissing(reference, 'object', words);

  if (found.state === 'absent') {
    if (isOnItsWay(pod, reference, context)) return undefined;
    return {
      part: 'object',
      message: missing,
      evidence: [absence(object), ...evidenceOf(saidOfObject)],
    };
  }
  if (found.state === 'unknown' && saidOfObject) {
    return {
      part: 'object',
      message: `${missing}, as the kubelet says`,
      evidence: [saidOfObject.evidence, unread(object, found.reason)],
    };
  }
  if (key === undefined) return undefined;

  const saidOfKey = confirmsMissing(reference, 'key', words);
  const lacks = `${nameOf(object)} has no key "${key}"`;
  if (found.state === 'present' && snapshot.hasContents(kind)) {
    const keys = keysOf(found.object);
    return keys.includes(key)
      ? undefined
      : {
          part: 'key',
          message: lacks,
          evidence: [
            absence(object, `key "${key}"`),
            field(found.object, 'data', keys),
            ...evidenceOf(saidOfKey),
          ],
        };
  }
  if (!saidOfKey) return undefined;
  return {
    part: 'key',
    message: `${lacks}, as the kubelet says`,
    evidence: [
      saidOfKey.evidence,
      unread(object, found.state === 'unknown' ? found.reason : 'complete'),
    ],
  };
}

function evidenceOf(word: KubeletWord | undefined): Evidence[] {
  return word ? [word.evidence] : [];
}

/** Only names of keys: contents never become evidence. */
function keysOf(object: KnownKinds['ConfigMap'] | KnownKinds['Secret']) {
  const { data = {}, binaryData = {} } = object as KnownKinds['ConfigMap'];
  return [...Object.keys(data ?? {}), ...Object.keys(binaryData ?? {})].sort();
}

/** Containers that wait, or have not come to be, while they need the reference. */
function blockedContainers(
  pod: KnownKinds['Pod'],
  { containers }: ConfigReference,
) {
  if (!pod.spec?.nodeName) return [];
  const states = new Map(
    containersOf(pod).map(each => [each.name, each.status.state]),
  );
  return containers.filter(name => {
    const state = states.get(name);
    return !state?.running && !state?.terminated;
  });
}

/** Objects that somebody else makes: the control plane for each new namespace, an operator from a resource of its own. */
function isOnItsWay(
  pod: KnownKinds['Pod'],
  { kind, name }: ConfigReference,
  { snapshot }: DetectionContext,
) {
  const { namespace } = pod.metadata;
  if (kind === 'ConfigMap') {
    const home = snapshot.get('Namespace', undefined, namespace);
    return (
      name === 'kube-root-ca.crt' &&
      within(snapshot, home?.metadata.creationTimestamp, GRACE)
    );
  }
  return SECRET_MAKERS.some(({ kind: maker, target }) =>
    snapshot
      .inNamespace(maker, namespace)
      .some(
        each =>
          target(each) === name &&
          within(snapshot, each.metadata.creationTimestamp, minutes(5)),
      ),
  );
}

interface SecretMaker {
  kind: string;
  target(object: KubernetesObject): string | undefined;
}

/** Resources from which operators make Secrets, and the name they give. */
const SECRET_MAKERS: readonly SecretMaker[] = [
  {
    kind: 'ExternalSecret.external-secrets.io',
    target: object => {
      const spec = object.spec as { target?: { name?: string } } | undefined;
      return spec?.target?.name ?? object.metadata.name;
    },
  },
  {
    kind: 'Certificate.cert-manager.io',
    target: object =>
      (object.spec as { secretName?: string } | undefined)?.secretName,
  },
  {
    kind: 'SealedSecret.bitnami.com',
    target: object => object.metadata.name,
  },
];

function rowOf({ kind }: ConfigReference, { part }: Gap): string {
  const noun = kind === 'Secret' ? 'secret' : 'configmap';
  return part === 'key'
    ? `config.${noun}-key-missing`
    : `config.${noun}-missing`;
}

function consequence(
  { containers, volume }: ConfigReference,
  subject: ObjectReference,
  tier: Tier,
) {
  const who =
    containers.length === 1
      ? `container ${containers[0]}`
      : `containers ${containers.join(', ')}`;
  const how = volume ? ` (volume ${volume})` : '';
  return tier === 'problem'
    ? `${who} of ${nameOf(subject)} cannot start without it${how}`
    : `${who} of ${nameOf(subject)} will not start again without it${how}`;
}

function shownReference({ kind, name, key }: ConfigReference) {
  return { kind, name, ...(key === undefined ? {} : { key }) };
}
