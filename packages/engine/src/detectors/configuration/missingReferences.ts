import { ObjectReference, Tier } from '../../findings/Finding';
import { field } from '../../findings/evidence';
import { olderThan, seconds } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { detectorFamily } from '../detectorFamily';
import { containersOf } from '../shared/containers';
import {
  activeAlikePods,
  notReadySince,
  unquietActivePods,
} from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';
import { isAllThere } from './isAllThere';
import { Gap, gapOf } from './gapOf';
import { kubeletWordsOn } from './kubeletSays';
import { ConfigReference, configReferencesOf } from './references';

const ROWS = [
  {
    id: 'config.configmap-missing',
    title: 'ConfigMap does not exist',
    documentation: {
      speaks:
        'A pod that has not been ready for a minute names a ConfigMap that does not exist.',
    },
  },
  {
    id: 'config.configmap-key-missing',
    title: 'ConfigMap lacks a key',
    documentation: {
      speaks:
        'A pod that has not been ready for a minute names a key that its ConfigMap does not have.',
    },
    explainedBy: ['config.configmap-missing'],
  },
  {
    id: 'config.secret-missing',
    title: 'Secret does not exist',
    documentation: {
      speaks:
        'A pod that has not been ready for a minute names a Secret that does not exist.',
      sources: ['https://kubernetes.io/docs/concepts/configuration/secret/'],
    },
  },
  {
    id: 'config.secret-key-missing',
    title: 'Secret lacks a key',
    documentation: {
      speaks:
        'A pod that has not been ready for a minute names a key that its Secret does not have.',
      sources: ['https://kubernetes.io/docs/concepts/configuration/secret/'],
    },
    explainedBy: ['config.secret-missing'],
  },
  {
    id: 'config.projected-source-missing',
    title: 'Source of a projected volume does not exist',
    documentation: {
      speaks:
        'A pod that has not been ready for a minute mounts a projected volume of which a ConfigMap or Secret does not exist.',
      sources: [
        'https://kubernetes.io/docs/concepts/storage/projected-volumes/',
      ],
    },
    explainedBy: ['config.configmap-missing', 'config.secret-missing'],
  },
] as const;

const GRACE = seconds(60);

/** ConfigMaps, Secrets and keys of them that a pod names and that do not exist. */
export const missingReferences = detectorFamily({
  rows: ROWS,
  tier: 'problem',
  kinds: ['Pod'],
  documentation: {
    silent:
      'Optional references, volumes that no container mounts, objects that an operator or the control plane is about to make, and what was not read, unless the kubelet itself says that it is missing. A risk, not a problem, while the containers that need it still run.',
    sources: [
      'https://kubernetes.io/docs/concepts/configuration/configmap/',
      'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
    ],
  },
  read: context => groupSightings(missingReferencesIn(context)),
});

function* missingReferencesIn(context: DetectionContext) {
  const { snapshot } = context;
  const unquiet = new Set(unquietActivePods(context));
  for (const { first, pods } of activeAlikePods(context)) {
    const lacks = !isAllThere(first, snapshot);
    for (const pod of pods)
      if (lacks || unquiet.has(pod)) yield* gapsOf(pod, context);
  }
}

function* gapsOf(pod: KnownKinds['Pod'], context: DetectionContext) {
  const { snapshot, graph } = context;
  const since = notReadySince(pod);
  if (!olderThan(snapshot, since, GRACE)) return;
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
