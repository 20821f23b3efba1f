import { ObjectReference } from '../../findings/Finding';
import { eventEvidence, referenceTo } from '../../findings/evidence';
import {
  hours,
  minutes,
  olderThan,
  seconds,
  within,
} from '../../snapshot/durations';
import { eventTime } from '../../snapshot/events';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { DraftCollector } from '../DraftCollector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { unquietPods } from '../shared/pods';

type Pod = KnownKinds['Pod'];
type ClusterEvent = KnownKinds['Event'];

const GRACE = minutes(2);
const HOST_PATH_GRACE = seconds(60);
const FRESH = minutes(15);
/** That a volume is attached elsewhere is said once for each pod, and holds for as long as the pod waits. */
const LIFETIME = hours(1);

/** Volumes that the kubelet or the attach controller cannot bring to a pod whose containers still wait for them. */
export const mountFailures = detectorFamily({
  rows: [
    {
      id: 'storage.multi-attach',
      title: 'Volume is attached to another node',
      documentation: {
        speaks:
          'A volume for one node is attached to another node than that of a pod which waits for it, as the attach controller says.',
        sources: [
          'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
        ],
      },
    },
    {
      id: 'storage.attach-failed',
      title: 'Volume cannot be attached',
      documentation: {
        speaks:
          'The attach controller or the driver cannot attach a volume to the node of a pod that waits for it.',
        sources: [
          'https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/volume/attachdetach/',
        ],
      },
      explainedBy: ['storage.multi-attach'],
    },
    {
      id: 'storage.hostpath-missing',
      title: 'Host path is not what it should be',
      documentation: {
        speaks:
          'A path of the host is not of the type that a hostPath volume states, for more than a minute.',
        sources: [
          'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
        ],
      },
    },
    {
      id: 'storage.secrets-unavailable',
      title: 'Secrets store gives no secrets for a volume',
      documentation: {
        speaks:
          'The Secrets Store CSI driver cannot fill a volume: the store refuses the pod’s identity, does not have a secret, does not answer, or the SecretProviderClass is wrong.',
        sources: [
          'https://secrets-store-csi-driver.sigs.k8s.io/troubleshooting',
        ],
      },
    },
    {
      id: 'storage.mount-failed',
      title: 'Volume cannot be mounted',
      documentation: {
        speaks: 'The kubelet cannot mount a volume of a pod that waits for it.',
        silent:
          'Volumes of ConfigMaps and Secrets that do not exist, which have rows of their own.',
      },
      explainedBy: [
        'config.*',
        'storage.multi-attach',
        'storage.attach-failed',
        'storage.hostpath-missing',
      ],
    },
  ],
  tier: 'problem',
  kinds: ['Pod', 'Event'],
  documentation: {
    silent:
      'The first two minutes, events older than a quarter of an hour (an hour for what is said once), and pods of which a container has run: a failed mount before that is history.',
    sources: ['https://kubernetes.io/docs/concepts/storage/volumes/'],
  },

  *read(context) {
    const collector = new DraftCollector();
    for (const pod of unquietPods(context)) {
      if (!isWaitingForVolumes(pod)) continue;
      for (const event of newestByReason(pod, context)) {
        const draft = draftOf(pod, event, context);
        if (draft) collector.add(draft);
      }
    }
    yield* collector.drafts();
  },
});

/** Whether a pod has a node but none of its containers has begun, as while volumes are attached and mounted. */
export function isWaitingForVolumes(pod: Pod) {
  if (!pod.spec?.nodeName || pod.metadata.deletionTimestamp) return false;
  if (pod.status?.phase !== 'Pending') return false;
  const statuses = [
    ...(pod.status?.initContainerStatuses ?? []),
    ...(pod.status?.containerStatuses ?? []),
  ];
  return statuses.every(
    each =>
      !each.state?.running &&
      !each.state?.terminated &&
      ['ContainerCreating', 'PodInitializing', undefined].includes(
        each.state?.waiting?.reason,
      ),
  );
}

function newestByReason(pod: Pod, { snapshot, graph }: DetectionContext) {
  return ['FailedAttachVolume', 'FailedMount'].flatMap(reason =>
    graph
      .eventsOf(pod, { reasons: [reason], within: LIFETIME })
      .filter(
        event =>
          isMultiAttach(event.message) ||
          within(snapshot, eventTime(event), FRESH),
      )
      .slice(0, 1),
  );
}

function isMultiAttach(text = '') {
  return /multi-attach error/i.test(text);
}

function draftOf(
  pod: Pod,
  event: ClusterEvent,
  { snapshot, graph }: DetectionContext,
): FamilyDraft | undefined {
  const text = event.message ?? '';
  // Missing ConfigMaps and Secrets have their own findings.
  if (
    /(?:configmap|secret) "[^"]+" not found|references non-existent/i.test(text)
  )
    return undefined;
  const isHostPath = /hostPath type check failed/i.test(text);
  const since = pod.status?.startTime ?? pod.metadata.creationTimestamp;
  if (!olderThan(snapshot, since, isHostPath ? HOST_PATH_GRACE : GRACE))
    return undefined;
  const volume = volumeOf(text);
  const owner = graph.topOwner(pod);
  const base = {
    severity: 'high' as const,
    message: text,
    evidence: [eventEvidence(event)],
    affected: [{ ...referenceTo(pod), node: pod.spec?.nodeName, since }],
    since: event.firstTimestamp ?? eventTime(event),
  };
  if (isMultiAttach(text)) {
    return {
      ...base,
      detector: 'storage.multi-attach',
      subject: claimOf(pod, volume) ?? owner,
    };
  }
  if (event.reason === 'FailedAttachVolume') {
    return {
      ...base,
      detector: 'storage.attach-failed',
      subject: volume
        ? { apiVersion: 'v1', kind: 'PersistentVolume', name: volume }
        : owner,
      key: pod.spec?.nodeName,
    };
  }
  return {
    ...base,
    detector: isHostPath ? 'storage.hostpath-missing' : mountRow(text),
    severity: isHostPath ? 'medium' : 'high',
    subject: owner,
    ...(volume ? { key: volume } : {}),
  };
}

function mountRow(text: string) {
  return /secrets store objects|SecretProviderClass/i.test(text)
    ? 'storage.secrets-unavailable'
    : 'storage.mount-failed';
}

/** The kubelet names the volume of the pod, the attach controller the PersistentVolume. */
function volumeOf(text: string) {
  return /for volume "([^"]+)"/.exec(text)?.[1];
}

/** The pod's only claim, or the one whose volume the message names by its usual `pvc-<uid>`. */
function claimOf(
  pod: Pod,
  volume: string | undefined,
): ObjectReference | undefined {
  const claims = (pod.spec?.volumes ?? []).flatMap(
    each => each.persistentVolumeClaim?.claimName ?? [],
  );
  const [name] = claims;
  return volume && claims.length === 1
    ? {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        namespace: pod.metadata.namespace,
        name,
      }
    : undefined;
}
