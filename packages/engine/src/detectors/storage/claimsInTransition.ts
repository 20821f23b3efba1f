import { append } from '../../append';
import { Evidence } from '../../findings/Finding';
import { field, referenceTo } from '../../findings/evidence';
import { ResourceGraph } from '../../graph/ResourceGraph';
import { oncePerObject } from '../../oncePerObject';
import { conditionOf } from '../../snapshot/conditions';
import { minutes, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { activePods } from '../shared/pods';
import { affectedPod, nameOf } from '../shared/sightings';

type Pod = KnownKinds['Pod'];
type Claim = KnownKinds['PersistentVolumeClaim'];

const RESIZE_GRACE = minutes(30);
const DELETION_GRACE = minutes(15);
const IN_USE = 'kubernetes.io/pvc-protection';

/** Active pods by the namespace and name of the claims that they mount. */
const usersOfClaims = oncePerObject((graph: ResourceGraph) => {
  const users = new Map<string, Pod[]>();
  for (const pod of activePods({ snapshot: graph.snapshot, graph }))
    for (const volume of pod.spec?.volumes ?? []) {
      const claim = volume.persistentVolumeClaim?.claimName;
      if (claim) append(users, `${pod.metadata.namespace}/${claim}`, pod);
    }
  return users;
});

/** Volume claims whose change of size, or deletion, does not come to an end. */
export const claimsInTransition = detectorFamily({
  rows: [
    {
      id: 'storage.resize-stuck',
      title: 'Volume cannot be changed',
      documentation: {
        speaks:
          'The size or the attributes of a volume cannot be changed: a condition or a status of its claim says that the change has failed or is infeasible, or a resize has gone on for half an hour.',
        silent: 'A resize that only waits for a pod to mount the volume.',
        sources: [
          'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims',
          'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#recovering-from-failure-when-expanding-volumes',
          'https://kubernetes.io/docs/concepts/storage/volume-attributes-classes/',
        ],
      },
    },
    {
      id: 'storage.pvc-deletion-waits',
      title: 'Deleted volume claim is still in use',
      documentation: {
        speaks:
          'A claim was deleted a quarter of an hour ago and waits because a pod still uses it.',
        sources: [
          'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#storage-object-in-use-protection',
        ],
      },
      kinds: ['PersistentVolumeClaim', 'Pod'],
    },
  ],
  tier: 'problem',
  kinds: ['PersistentVolumeClaim'],

  *read(context) {
    for (const claim of context.snapshot.all('PersistentVolumeClaim')) {
      if (claim.metadata.deletionTimestamp)
        yield* deletionWaits(claim, context);
      else yield* resizeStuck(claim, context);
    }
  },
});

/** Fields that came with later API versions than the types know. */
interface ChangeStatus {
  allocatedResourceStatuses?: Record<string, string>;
  modifyVolumeStatus?: { status?: string };
}

const ERRORS = [
  ['ControllerResizeError', 'resize'],
  ['NodeResizeError', 'resize'],
  ['ModifyVolumeError', 'modify'],
] as const;

function* resizeStuck(
  claim: Claim,
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const status = (claim.status ?? {}) as ChangeStatus;
  const told = new Map<string, { words: string; evidence: Evidence }>();
  for (const [type, key] of ERRORS) {
    const condition = conditionOf(claim, type);
    if (condition?.status !== 'True' || told.has(key)) continue;
    const message = condition.message ?? type;
    told.set(key, {
      words: message,
      evidence: field(claim, `status.conditions[${type}].message`, message),
    });
  }
  const resize = status.allocatedResourceStatuses?.storage ?? '';
  if (resize.endsWith('Infeasible') && !told.has('resize')) {
    told.set('resize', {
      words: 'the storage cannot give the requested size',
      evidence: field(
        claim,
        'status.allocatedResourceStatuses.storage',
        resize,
      ),
    });
  }
  const modify = status.modifyVolumeStatus?.status;
  if (modify === 'Infeasible' && !told.has('modify')) {
    told.set('modify', {
      words: 'the storage cannot give the requested attributes',
      evidence: field(claim, 'status.modifyVolumeStatus.status', modify),
    });
  }
  const resizing = conditionOf(claim, 'Resizing');
  const isLong =
    resizing?.status === 'True' &&
    olderThan(snapshot, resizing.lastTransitionTime, RESIZE_GRACE);
  if (isLong && !told.has('resize')) {
    told.set('resize', {
      words: 'resizing does not come to an end',
      evidence: field(
        claim,
        'status.conditions[Resizing].lastTransitionTime',
        resizing.lastTransitionTime,
      ),
    });
  }
  for (const [key, { words, evidence }] of told) {
    yield {
      detector: 'storage.resize-stuck',
      subject: referenceTo(claim),
      key,
      severity: 'medium',
      message: `Volume of ${nameOf(referenceTo(claim))} cannot be changed: ${words}`,
      evidence: [
        evidence,
        field(
          claim,
          'spec.resources.requests.storage',
          claim.spec?.resources?.requests?.storage,
        ),
      ],
    };
  }
}

function* deletionWaits(
  claim: Claim,
  context: DetectionContext,
): Iterable<FamilyDraft> {
  const {
    namespace,
    name,
    deletionTimestamp,
    finalizers = [],
  } = claim.metadata;
  if (!finalizers.includes(IN_USE)) return;
  if (!olderThan(context.snapshot, deletionTimestamp, DELETION_GRACE)) return;
  const pods = usersOfClaims(context.graph).get(`${namespace}/${name}`) ?? [];
  if (pods.length === 0) return;
  yield {
    detector: 'storage.pvc-deletion-waits',
    subject: referenceTo(claim),
    severity: 'low',
    message: `${nameOf(referenceTo(claim))} was deleted at ${deletionTimestamp}, but pod ${pods[0].metadata.name} still uses it`,
    evidence: [
      field(claim, 'metadata.deletionTimestamp', deletionTimestamp),
      field(claim, 'metadata.finalizers', finalizers),
    ],
    affected: pods.map(pod => affectedPod(pod)),
    since: deletionTimestamp,
  };
}
