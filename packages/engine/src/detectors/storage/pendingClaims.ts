import { Evidence, FindingDraft } from '../../findings/Finding';
import {
  absence,
  eventEvidence,
  field,
  referenceTo,
} from '../../findings/evidence';
import {
  NO_PROVISIONER,
  claimWait,
  classOf,
  mismatches,
} from '../../scheduling/volumeBinding';
import { claimNamesOf } from '../../scheduling/NodeLoad';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { minutes, olderThan, seconds } from '../../snapshot/durations';
import { eventTime } from '../../snapshot/events';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { CLAIM_ROWS } from './claimRows';
import { outageOf } from './provisionerAbsent';
import { NearMiss, hasFittingVolume, nearestMiss } from './staticBinding';

type Claim = KnownKinds['PersistentVolumeClaim'];

const GRACE = seconds(60);
const UNEXPLAINED_GRACE = minutes(5);
const FRESH = minutes(15);
const UNEXPLAINED = 'storage.pvc-pending';
const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

const MISMATCH_WORDS = {
  capacity: 'their size: the claim asks for more',
  accessModes: 'the access mode that the claim asks for',
  selector: 'their labels, which the claim\u2019s selector does not match',
  volumeMode: 'their volume mode',
  class: 'their storage class',
  taken: 'belonging to another claim',
} as const;

/** A row and what it says; subject, severity and affected pods are the same for all. */
type Reason = Pick<FamilyDraft, 'detector' | 'key' | 'message' | 'evidence'>;

/** Claims that stay Pending, by reason. */
export const pendingClaims = detectorFamily({
  rows: CLAIM_ROWS.map(row => ({ ...row, explainedBy: explanations(row.id) })),
  tier: 'problem',
  kinds: ['PersistentVolumeClaim'],
  documentation: {
    silent:
      'The first minute, claims that are being deleted, and claims whose class waits for the first consumer while no pod has a node.',
    sources: [
      'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding',
    ],
  },

  *read(context) {
    const { snapshot } = context;
    const users = claimUsers(snapshot);
    for (const claim of snapshot.all('PersistentVolumeClaim')) {
      const { namespace, name, creationTimestamp, deletionTimestamp } =
        claim.metadata;
      if (claim.status?.phase !== 'Pending' || deletionTimestamp) continue;
      if (!olderThan(snapshot, creationTimestamp, GRACE)) continue;
      const reason = reasonOf(claim, context);
      if (!reason) continue;
      yield {
        ...reason,
        ...common(claim, reason.detector),
        evidence: [
          field(claim, 'status.phase', claim.status.phase),
          ...reason.evidence,
        ],
        affected: users.get(`${namespace}/${name}`)?.map(referenceTo) ?? [],
        since: creationTimestamp,
      };
    }
  },
});

/** Every other row says more exactly what a claim waits for. */
function explanations(id: string) {
  return id === UNEXPLAINED
    ? [
        ...CLAIM_ROWS.map(row => row.id).filter(each => each !== UNEXPLAINED),
        'storage.provisioner-absent',
      ]
    : [];
}

const severities = new Map(CLAIM_ROWS.map(row => [row.id, row.severity]));

function common(
  claim: Claim,
  detector: string,
): Pick<FindingDraft, 'subject' | 'severity'> {
  return {
    subject: referenceTo(claim),
    severity: severities.get(detector) ?? 'medium',
  };
}

function reasonOf(claim: Claim, context: DetectionContext): Reason | undefined {
  const { snapshot } = context;
  const volumesKnown = snapshot.readState('PersistentVolume') === 'complete';
  return (
    (volumesKnown ? namedVolume(claim, snapshot) : undefined) ??
    (volumesKnown ? classOfVolumesAlone(claim, snapshot) : undefined) ??
    (volumesKnown ? missingClass(claim, context) : undefined) ??
    (volumesKnown ? staticReason(claim, snapshot) : undefined) ??
    failedProvisioning(claim, context) ??
    unexplained(claim, context)
  );
}

/** The claim asks for one volume by name. */
function namedVolume(
  claim: Claim,
  snapshot: ClusterSnapshot,
): Reason | undefined {
  const name = claim.spec?.volumeName;
  if (!name) return undefined;
  const asked = field(claim, 'spec.volumeName', name);
  const volume = snapshot.get('PersistentVolume', undefined, name);
  if (!volume) {
    return {
      detector: 'storage.volume-absent',
      key: name,
      message: `PersistentVolume ${name} does not exist`,
      evidence: [
        asked,
        absence({ apiVersion: 'v1', kind: 'PersistentVolume', name }),
      ],
    };
  }
  if (!mismatches(claim, volume).includes('taken')) return undefined;
  const holder = volume.spec?.claimRef;
  return {
    detector: 'storage.volume-taken',
    key: name,
    message: holder
      ? `PersistentVolume ${name} belongs to claim ${holder.namespace}/${holder.name}`
      : `PersistentVolume ${name} is ${volume.status?.phase}`,
    evidence: [asked, field(volume, 'spec.claimRef', holder)],
  };
}

/** The class does not exist, or none is named and there is no default. An existing volume may still be bound. */
function missingClass(
  claim: Claim,
  { snapshot, graph }: DetectionContext,
): Reason | undefined {
  const name = claim.spec?.storageClassName;
  if (name === '' || snapshot.readState('StorageClass') !== 'complete')
    return undefined;
  if (hasFittingVolume(claim, snapshot)) return undefined;
  const [event] = graph.eventsOf(claim, {
    reasons: ['ProvisioningFailed', 'FailedBinding'],
    within: FRESH,
  });
  const said = event ? [eventEvidence(event)] : [];
  if (name !== undefined && name !== null) {
    if (classOf(claim, snapshot)) return undefined;
    const reference = {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      name,
    };
    return {
      detector: 'storage.class-missing',
      key: name,
      message: `StorageClass ${name} does not exist`,
      evidence: [
        field(claim, 'spec.storageClassName', name),
        absence(reference),
        ...said,
      ],
    };
  }
  const hasDefault = snapshot
    .all('StorageClass')
    .some(each => each.metadata.annotations?.[DEFAULT_CLASS] === 'true');
  return hasDefault
    ? undefined
    : {
        detector: 'storage.no-default-class',
        message:
          'The claim names no storage class, and no storage class is the default',
        evidence: [field(claim, 'spec.storageClassName', name), ...said],
      };
}

/** Volumes made by hand may name a class that is no object. Where they would do but for something else, the class is not what is missing. */
function classOfVolumesAlone(
  claim: Claim,
  snapshot: ClusterSnapshot,
): Reason | undefined {
  const name = claim.spec?.storageClassName;
  if (!name || snapshot.readState('StorageClass') !== 'complete')
    return undefined;
  if (classOf(claim, snapshot)) return undefined;
  const miss = nearestMiss(claim, snapshot);
  const isOfItsClass =
    miss && miss.mismatch !== 'class' && miss.mismatch !== 'taken';
  return isOfItsClass ? tellMiss(claim, miss) : undefined;
}

/** No volume made by hand fits, and nobody will make one. */
function staticReason(
  claim: Claim,
  snapshot: ClusterSnapshot,
): Reason | undefined {
  const storageClass = classOf(claim, snapshot);
  const isStatic =
    claim.spec?.storageClassName === '' ||
    storageClass?.provisioner === NO_PROVISIONER ||
    Boolean(claim.spec?.selector);
  if (!isStatic || isWaitingByDesign(claim, snapshot)) return undefined;
  const miss = nearestMiss(claim, snapshot);
  return miss && tellMiss(claim, miss);
}

function tellMiss(claim: Claim, miss: NearMiss): Reason {
  const { spec = {} } = claim;
  const wanted: Readonly<Record<string, unknown>> = {
    capacity: spec.resources?.requests?.storage,
    accessModes: spec.accessModes,
    selector: spec.selector,
    volumeMode: spec.volumeMode ?? 'Filesystem',
    class: spec.storageClassName ?? '',
    taken: spec.volumeName,
  };
  const names = miss.volumes.map(each => each.metadata.name);
  const keys: Readonly<Record<string, string | undefined>> = {
    accessModes: (spec.accessModes ?? []).join(','),
    class: spec.storageClassName,
    taken: names[0],
  };
  const key = keys[miss.mismatch];
  return {
    detector: miss.detector,
    ...(key ? { key } : {}),
    message: `${names.slice(0, 3).join(', ')} would do but for ${MISMATCH_WORDS[miss.mismatch]}`,
    evidence: [
      field(claim, 'spec', {
        [miss.mismatch]: wanted[miss.mismatch] ?? null,
      }),
      ...miss.volumes.slice(0, 3).map(volume =>
        field(volume, 'spec', {
          capacity: volume.spec?.capacity ?? null,
          accessModes: volume.spec?.accessModes ?? null,
          storageClassName: volume.spec?.storageClassName ?? '',
          claimRef: volume.spec?.claimRef ?? null,
        }),
      ),
    ],
  };
}

function failedProvisioning(
  claim: Claim,
  { snapshot, graph }: DetectionContext,
): Reason | undefined {
  const [event] = graph.eventsOf(claim, {
    reasons: ['ProvisioningFailed'],
    within: FRESH,
  });
  if (!event) return undefined;
  const [success] = graph.eventsOf(claim, {
    reasons: ['ProvisioningSucceeded'],
  });
  const failedAt = Date.parse(eventTime(event) ?? '');
  if (success && Date.parse(eventTime(success) ?? '') > failedAt)
    return undefined;
  // Said before the class was made.
  const about = /storageclass\S* "([^"]+)" not found/i.exec(
    event.message ?? '',
  )?.[1];
  if (about && snapshot.get('StorageClass', undefined, about)) return undefined;
  const isAccessMode = /access ?modes?/i.test(event.message ?? '');
  const evidence: Evidence[] = [eventEvidence(event)];
  return isAccessMode
    ? {
        detector: 'storage.access-mode-unmatched',
        key: (claim.spec?.accessModes ?? []).join(','),
        message: `The provisioner does not offer the access mode: ${event.message}`,
        evidence,
      }
    : {
        detector: 'storage.provisioning-failed',
        message: `Provisioning fails: ${event.message ?? 'the event does not say why'}`,
        evidence,
      };
}

function unexplained(
  claim: Claim,
  { snapshot, graph }: DetectionContext,
): Reason | undefined {
  const { creationTimestamp, namespace } = claim.metadata;
  if (!olderThan(snapshot, creationTimestamp, UNEXPLAINED_GRACE))
    return undefined;
  if (isWaitingByDesign(claim, snapshot)) return undefined;
  const storageClass = classOf(claim, snapshot);
  if (storageClass && outageOf(storageClass, claim, { snapshot, graph }))
    return undefined;
  const [event] = graph.eventsOf(claim, { within: FRESH });
  return {
    detector: UNEXPLAINED,
    message:
      event?.message ??
      (snapshot.readState('Event', namespace) === 'complete'
        ? 'The claim is not bound, and no event says why'
        : 'The claim is not bound; events, which may say why, are unread'),
    evidence: event ? [eventEvidence(event)] : [],
  };
}

/** A class that is unread may be one that waits for the first consumer. */
function isWaitingByDesign(claim: Claim, snapshot: ClusterSnapshot) {
  const name = claim.spec?.storageClassName;
  if (name && snapshot.readState('StorageClass') !== 'complete') return true;
  return claimWait(claim, snapshot) === 'consumer';
}

function claimUsers(snapshot: ClusterSnapshot) {
  const users = new Map<string, KnownKinds['Pod'][]>();
  for (const pod of snapshot.all('Pod')) {
    for (const name of claimNamesOf(pod)) {
      const key = `${pod.metadata.namespace}/${name}`;
      const pods = users.get(key);
      if (pods) pods.push(pod);
      else users.set(key, [pod]);
    }
  }
  return users;
}
