import {
  AffectedObject,
  FindingDraft,
  ObjectReference,
  SEVERITIES,
  TIERS,
} from '../../findings/Finding';
import { referenceTo } from '../../findings/evidence';
import { referenceKey } from '../../findings/referenceKey';
import { KnownKinds } from '../../snapshot/objects';

/** One pod's share of a finding. */
export interface Sighting extends Omit<FindingDraft, 'affected'> {
  /** Set by the members of a family. */
  detector?: string;
  affected: AffectedObject;
}

type Grouped<S extends Sighting> = Omit<S, 'affected'> & {
  affected: AffectedObject[];
};

/**
 * Joins what was seen on single pods to one draft for each detector, subject and key. The worst sighting speaks for all; of equal ones the first in the snapshot's
 * order.
 */
export function groupSightings<S extends Sighting>(
  sightings: Iterable<S>,
): Grouped<S>[] {
  const groups = new Map<string, S[]>();
  for (const sighting of sightings) {
    const { detector = '', subject, key = '' } = sighting;
    const group = JSON.stringify([detector, referenceKey(subject), key]);
    const known = groups.get(group);
    if (known) known.push(sighting);
    else groups.set(group, [sighting]);
  }
  return [...groups.values()].map(group => ({
    ...group.reduce((worst, each) => (rank(each) < rank(worst) ? each : worst)),
    affected: withoutRepeats(group.map(each => each.affected)),
  }));
}

/** A pod as an affected object: where it runs, which container, and since when. */
export function affectedPod(
  pod: KnownKinds['Pod'],
  options: { container?: string; since?: string } = {},
): AffectedObject {
  const { container, since } = options;
  const node = pod.spec?.nodeName;
  return {
    ...referenceTo(pod),
    ...(container ? { container } : {}),
    ...(node ? { node } : {}),
    ...(since ? { since } : {}),
  };
}

/** `Deployment shop/cart`, or `Node worker-1` without a namespace. */
export function nameOf({ kind, namespace, name }: ObjectReference): string {
  return namespace ? `${kind} ${namespace}/${name}` : `${kind} ${name}`;
}

function rank({ tier = 'problem', severity }: Sighting) {
  return TIERS.indexOf(tier) * 10 + SEVERITIES.indexOf(severity);
}

function withoutRepeats(affected: readonly AffectedObject[]) {
  const seen = new Set<string>();
  return affected.filter(({ namespace, name, container }) => {
    const id = JSON.stringify([namespace, name, container]);
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  });
}
