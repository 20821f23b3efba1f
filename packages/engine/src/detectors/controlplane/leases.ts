import { ObjectReference } from '../../findings/Finding';
import { field } from '../../findings/evidence';
import { seconds } from '../../snapshot/durations';
import { ClusterSnapshot } from '../../snapshot/ClusterSnapshot';
import { KnownKinds } from '../../snapshot/objects';

/** A leader renews every two seconds and another takes over after fifteen. */
const STALE = seconds(60);

/** The object that stands for a component of the control plane: the Lease that its leader holds. */
export function componentReference(component: string): ObjectReference {
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    namespace: 'kube-system',
    name: component,
  };
}

/** What the Lease of a component tells: nothing where it is absent or unread, as components may run without leader election. */
export interface LeaseState {
  lease: KnownKinds['Lease'] | undefined;
  /** Renewed within a minute, or not known not to be. */
  mayBeFresh: boolean;
  isStale: boolean;
}

/**
 * How lately a component's leader has renewed its Lease.
 *
 * @see https://kubernetes.io/docs/concepts/architecture/leases/
 */
export function leaseState(
  component: string,
  snapshot: ClusterSnapshot,
): LeaseState {
  const lease = snapshot.get('Lease', 'kube-system', component);
  const age = snapshot.age(lease?.spec?.renewTime);
  return {
    lease,
    mayBeFresh:
      lease !== undefined
        ? age === undefined || age < STALE
        : snapshot.readState('Lease', 'kube-system') !== 'complete',
    isStale: age !== undefined && age >= STALE,
  };
}

/** The Lease as evidence, if there is one. */
export function leaseEvidence({ lease }: LeaseState) {
  return lease ? [field(lease, 'spec.renewTime', lease.spec?.renewTime)] : [];
}
