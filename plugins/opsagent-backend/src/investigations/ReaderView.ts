import { digestOf } from '../database/digestOf';
import { Visibility } from '../findings/FindingStore';
import { Grant } from '../permissions/Grant';

/** How much of an incident somebody might see. */
export interface ReaderView {
  /** Of the entities that it concerns or speaks of, those that the catalog showed. */
  entityRefs: readonly string[];
  /** Entity refs of what else an investigation might be told of, such as similar incidents. */
  beside?: readonly string[];
  /** What the policy granted of findings, and of what belongs to no entity: all of it, nothing, or a digest of its conditions. */
  read: boolean | string;
  unmapped: boolean | string;
}

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
 * showing less.
 */
export function covers(view: ReaderView, other: ReaderView): boolean {
  const seen = refsIn(view);
  return (
    refsIn(other).every(each => seen.includes(each)) &&
    grantCovers(view.read, other.read) &&
    grantCovers(view.unmapped, other.unmapped)
  );
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
