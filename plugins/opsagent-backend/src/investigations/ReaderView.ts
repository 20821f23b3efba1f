import { SEVERITIES } from '@opsagent/engine';
import { digestOf } from '../database/digestOf';
import { Visibility } from '../findings/FindingStore';
import { Grant, GrantSubject, isGranted } from '../permissions/Grant';

/** How much of an incident somebody might see. */
export interface ReaderView {
  /** Of the entities that it concerns or speaks of, those that the catalog showed. */
  entityRefs: readonly string[];
  /** Entity refs of what else an investigation might be told of, such as similar incidents. */
  beside?: readonly string[];
  /** What the policy granted of findings, and of what belongs to no entity: all of it, nothing, or a digest of its conditions. */
  read: boolean | string;
  unmapped: boolean | string;
  /** Given when it is known what of findings they might see: what belongs to any of these entities, in these places, and nothing else. */
  only?: { entityRefs: readonly string[]; places: readonly Place[] };
}

/** Where findings are; those of what belongs to no namespace are in none. */
export type Place = Required<Pick<GrantSubject, 'cluster'>> &
  Pick<GrantSubject, 'namespace'>;

/** @param visibility - of somebody who asks for one incident */
export function viewOf({
  entityRefs,
  read = true,
  unmapped,
}: Visibility): ReaderView {
  return {
    entityRefs: [...entityRefs].sort(),
    read: keyOf(read),
    unmapped: keyOf(unmapped),
  };
}

/**
 * Whether one view shows everything that the other one did. Of conditions it is known only that the same ones show the same, so that different ones count as
 * showing less; unless it is known what the other one showed.
 *
 * @param read - what the policy grants of findings to whom the first view is of
 */
export function covers(
  view: ReaderView,
  other: ReaderView,
  read?: Grant,
): boolean {
  const seen = refsIn(view);
  return (
    refsIn(other).every(each => seen.includes(each)) &&
    (grantCovers(view.read, other.read) || grantsOnly(read, other)) &&
    grantCovers(view.unmapped, other.unmapped)
  );
}

/** What is excluded may be excluded by anything that a finding concerns beside the entities, so that such conditions count as granting less. */
function grantsOnly(read: Grant | undefined, { only }: ReaderView) {
  if (read === undefined || only === undefined || excludes(read)) return false;
  return only.entityRefs.every(entityRef =>
    only.places.every(place =>
      SEVERITIES.every(severity =>
        isGranted(read, { ...place, severity, entityRefs: [entityRef] }),
      ),
    ),
  );
}

function excludes(grant: Grant): boolean {
  if (typeof grant === 'boolean') return false;
  if ('allOf' in grant) return grant.allOf.some(excludes);
  if ('anyOf' in grant) return grant.anyOf.some(excludes);
  return 'not' in grant;
}

function refsIn({ beside = [], entityRefs }: ReaderView) {
  return [...entityRefs, ...beside];
}

function grantCovers(grant: boolean | string, other: boolean | string) {
  return grant === true || other === false || grant === other;
}

function keyOf(grant: Grant) {
  return typeof grant === 'boolean' ? grant : digestOf(grant);
}
