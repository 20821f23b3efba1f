import { groupBy } from '../database/groupBy';
import { ConcernedOwner } from './selectConcernedOwners';

/**
 * Owners of what each incident concerns. When nobody owns what caused it, it is for the platform owner, too; when there is none, it is told only to those whom it
 * affects.
 */
export function recipientsOf(
  incidentIds: Iterable<string>,
  concerned: readonly ConcernedOwner[],
  platformOwner: string | undefined,
): Map<string, Set<string>> {
  const grouped = groupBy(concerned, each => each.incidentId);
  const recipients = new Map<string, Set<string>>();
  for (const id of incidentIds) {
    const owned = (grouped.get(id) ?? []).flatMap(({ ownerRef, role }) =>
      ownerRef ? [{ ownerRef, role }] : [],
    );
    const owners = new Set(owned.map(each => each.ownerRef));
    if (platformOwner && !owned.some(each => each.role === 'cause'))
      owners.add(platformOwner);
    recipients.set(id, owners);
  }
  return recipients;
}
