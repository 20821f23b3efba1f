import { eventEvidence, field, referenceTo } from '../../findings/evidence';
import {
  NO_PROVISIONER,
  classOf,
  claimWait,
} from '../../scheduling/volumeBinding';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { minutes, olderThan } from '../../snapshot/durations';
import { KnownKinds } from '../../snapshot/objects';
import { Evidence } from '../../findings/Finding';
import { oncePerObject } from '../../oncePerObject';
import { DetectionContext, Detector } from '../Detector';
import { nameOf } from '../shared/sightings';
import { stoppedProvisioner } from './provisionersOf';

const GRACE = minutes(5);
/** Events that only a provisioner at work writes about a claim of a class that exists. */
const TRIES = ['Provisioning', 'ProvisioningFailed', 'ProvisioningSucceeded'];

/** What pods say, and whether that names the provisioners that were asked for: many claims ask for one. */
const speechOf = oncePerObject((snapshot: ClusterSnapshot) => {
  const texts = new Set<string>();
  for (const pod of snapshot.all('Pod')) {
    for (const container of pod.spec?.containers ?? []) {
      const { args = [], command = [], env = [] } = container;
      for (const text of [...args, ...command]) texts.add(text);
      for (const { value } of env) if (value) texts.add(value);
    }
  }
  return { texts: [...texts], answers: new Map<string, boolean>() };
});

/** Storage classes whose provisioner nobody runs. Provisioners other than CSI drivers may run without a CSIDriver: a pod that mentions their name counts as theirs. */
export const provisionerAbsent: Detector = {
  id: 'storage.provisioner-absent',
  title: 'Provisioner of storage class does not run',
  tier: 'problem',
  kinds: ['PersistentVolumeClaim', 'StorageClass', 'CSIDriver', 'Pod'],
  documentation: {
    speaks:
      'A claim has waited for five minutes for an external provisioner that has no CSIDriver object and whose name no pod mentions, or whose controller, a workload that runs the sidecar csi-provisioner and names the driver, is scaled to zero.',
    silent:
      'In-tree provisioners, which the CSI driver serves that they were moved to, and claims that wait for their first consumer.',
    sources: [
      'https://kubernetes.io/docs/concepts/storage/storage-classes/#provisioner',
      'https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/csi-driver-v1/',
    ],
  },

  *detect({ snapshot, graph }) {
    for (const claim of snapshot.all('PersistentVolumeClaim')) {
      if (claim.status?.phase !== 'Pending') continue;
      const storageClass = classOf(claim, snapshot);
      if (!storageClass) continue;
      if (claimWait(claim, snapshot) === 'consumer') continue;
      if (!olderThan(snapshot, claim.metadata.creationTimestamp, GRACE))
        continue;
      const outage = outageOf(storageClass, claim, { snapshot, graph });
      if (!outage) continue;

      const { provisioner } = storageClass;
      const [event] = graph.eventsOf(claim, {
        reasons: ['ExternalProvisioning'],
      });
      yield {
        subject: referenceTo(storageClass),
        key: provisioner,
        severity: 'high',
        message: `Claims of class ${storageClass.metadata.name} wait for provisioner ${provisioner}, ${outage.because}`,
        evidence: [
          field(storageClass, 'provisioner', provisioner),
          ...outage.evidence,
          ...(event ? [eventEvidence(event)] : []),
        ],
        affected: [referenceTo(claim)],
        since: claim.metadata.creationTimestamp,
      };
    }
  },
};

/** Why nothing makes the volume that a claim asks for. */
export function outageOf(
  storageClass: KnownKinds['StorageClass'],
  claim: KnownKinds['PersistentVolumeClaim'],
  context: DetectionContext,
): { because: string; evidence: Evidence[] } | undefined {
  const { snapshot, graph } = context;
  if (isProvisionerAbsent(storageClass, snapshot))
    return {
      because: 'which is not registered and runs in no pod',
      evidence: [],
    };
  const { namespace } = claim.metadata;
  if (snapshot.readState('Pod') !== 'complete') return undefined;
  if (snapshot.readState('Event', namespace) !== 'complete') return undefined;
  // Who tries runs, wherever that may be.
  if (graph.eventsOf(claim, { reasons: TRIES }).length > 0) return undefined;
  const stopped = stoppedProvisioner(storageClass.provisioner, context);
  return (
    stopped && {
      because: `whose controller ${nameOf(referenceTo(stopped))} is scaled to zero`,
      evidence: [field(stopped, 'spec.replicas', 0)],
    }
  );
}

/** Whether nothing in the cluster can be the provisioner of a class; false when that cannot be told. */
function isProvisionerAbsent(
  { provisioner }: KnownKinds['StorageClass'],
  snapshot: ClusterSnapshot,
): boolean {
  const isExternal =
    Boolean(provisioner) &&
    provisioner !== NO_PROVISIONER &&
    !provisioner.startsWith('kubernetes.io/');
  const isKnown = ['CSIDriver', 'Pod'].every(
    kind => snapshot.readState(kind) === 'complete',
  );
  return (
    isExternal &&
    isKnown &&
    !snapshot.get('CSIDriver', undefined, provisioner) &&
    !isSpokenOf(provisioner, snapshot)
  );
}

/** Provisioners that are no CSI drivers are given their name by an argument or variable of their pod. */
function isSpokenOf(provisioner: string, snapshot: ClusterSnapshot): boolean {
  const { texts, answers } = speechOf(snapshot);
  const known = answers.get(provisioner);
  if (known !== undefined) return known;
  const isSaid = texts.some(text => text.includes(provisioner));
  answers.set(provisioner, isSaid);
  return isSaid;
}
