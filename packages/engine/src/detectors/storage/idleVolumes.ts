import { eventEvidence, field, referenceTo } from '../../findings/evidence';
import { Severity } from '../../findings/Finding';
import { NO_PROVISIONER } from '../../scheduling/volumeBinding';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { days, minutes, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';

type PersistentVolume = KnownKinds['PersistentVolume'];

interface Rule {
  detector: string;
  severity: Severity;
  grace: number;
  words: string;
}

/** Volumes that nobody uses. */
export const idleVolumes = detectorFamily({
  rows: [
    {
      id: 'storage.pv-released',
      title: 'Volume was released and is kept',
      documentation: {
        speaks:
          'A volume whose claim is gone has been Released for a week and is kept because of its policy Retain, or for ten minutes although its policy is Delete. It keeps its cost, and no claim can have it.',
        sources: [
          'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming',
        ],
      },
    },
    {
      id: 'storage.pv-unused',
      title: 'Volume is used by no claim',
      documentation: {
        speaks:
          'A volume has been Available for a week without a claim, or Pending for five minutes.',
      },
    },
  ],
  tier: 'hygiene',
  kinds: ['PersistentVolume'],
  concludesFrom: ['StorageClass'],
  documentation: {
    silent:
      'Volumes whose status does not tell since when (before Kubernetes 1.29), volumes that are being deleted, and those of a class without provisioner, which are a pool made by hand.',
    sources: [
      'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#phase',
      'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#phase-transition-timestamp',
    ],
  },

  *read(context) {
    for (const volume of context.snapshot.all('PersistentVolume')) {
      if (volume.metadata.deletionTimestamp) continue;
      const rule = ruleFor(volume, context);
      if (rule) yield* idle(volume, rule, context);
    }
  },
});

function ruleFor(
  { spec, status }: PersistentVolume,
  { snapshot }: DetectionContext,
): Rule | undefined {
  const { persistentVolumeReclaimPolicy: policy, storageClassName } =
    spec ?? {};
  switch (status?.phase) {
    case 'Released':
      if (policy === 'Delete')
        return {
          detector: 'storage.pv-released',
          severity: 'medium',
          grace: minutes(10),
          words: 'was released and should have been deleted',
        };
      return policy === 'Retain'
        ? {
            detector: 'storage.pv-released',
            severity: 'low',
            grace: days(7),
            words: 'was released and is kept until somebody deletes it',
          }
        : undefined;
    case 'Available':
      return isPool(storageClassName, snapshot)
        ? undefined
        : {
            detector: 'storage.pv-unused',
            severity: 'info',
            grace: days(7),
            words: 'has no claim',
          };
    case 'Pending':
      return {
        detector: 'storage.pv-unused',
        severity: 'info',
        grace: minutes(5),
        words: 'has not become available',
      };
    default:
      return undefined;
  }
}

/** Whether volumes of a class are made by hand; a class that could not be read may be such a one. */
function isPool(name: string | undefined, snapshot: ClusterSnapshot) {
  const found = snapshot.lookup('StorageClass', undefined, name);
  return found.state === 'present'
    ? found.object.provisioner === NO_PROVISIONER
    : Boolean(name) && found.state === 'unknown';
}

function* idle(
  volume: PersistentVolume,
  { detector, severity, grace, words }: Rule,
  { snapshot, graph }: DetectionContext,
): Iterable<FamilyDraft> {
  const { lastPhaseTransitionTime: since } = (volume.status ?? {}) as {
    lastPhaseTransitionTime?: string;
  };
  if (!olderThan(snapshot, since, grace)) return;
  const { claimRef, capacity } = volume.spec ?? {};
  const [event] = graph.eventsOf(volume, { reasons: ['VolumeFailedDelete'] });
  yield {
    detector,
    subject: referenceTo(volume),
    severity,
    message: `PersistentVolume ${volume.metadata.name} of ${capacity?.storage ?? 'unknown size'} ${words}, since ${since}`,
    evidence: [
      field(volume, 'status.phase', volume.status?.phase),
      field(volume, 'status.lastPhaseTransitionTime', since),
      ...(claimRef
        ? [
            field(volume, 'spec.claimRef', {
              namespace: claimRef.namespace ?? null,
              name: claimRef.name ?? null,
            }),
          ]
        : []),
      ...(event ? [eventEvidence(event)] : []),
    ],
    since,
  };
}
