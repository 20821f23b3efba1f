import { Severity } from '@opsagent/engine';
import { namespaceOf } from '../entities/namespaceOf';
import { LinkedFinding, Visibility } from '../findings/FindingStore';
import { isWorse } from '../lifecycle/steps';
import { isGranted } from '../permissions/Grant';

/** That somebody accepts what one detector finds in one namespace, until a moment. */
export interface Acceptance {
  id: string;
  cluster: string;
  namespace: string;
  detector: string;
  /** The worst that was accepted. */
  severity: Severity;
  /** Entities whose findings were accepted. */
  entityRefs: readonly string[];
  /** Whether findings of no entity were accepted, too. */
  unmapped: boolean;
  /** Who accepted it, an entity reference. */
  by: string;
  at: Date;
  until: Date;
  reason: string;
}

/**
 * Whether a finding of the cluster that was not there before falls under an acceptance. What is worse, or belongs to somebody of whom nothing was accepted, does
 * not: whoever accepted may not know of it.
 */
export function covers(
  { detector, entityRefs, namespace, severity, unmapped }: Acceptance,
  linked: LinkedFinding,
): boolean {
  const { entityRefs: concerned, finding } = linked;
  return (
    finding.detector === detector &&
    namespaceOf(finding.subject) === namespace &&
    !isWorse(finding.severity, severity) &&
    (unmapped || !isNobodys(linked)) &&
    concerned.every(each => entityRefs.includes(each))
  );
}

/** Entities that merely suffer from what a finding is about do not own it. */
function isNobodys({ entityRefs, objectEntities }: LinkedFinding) {
  return objectEntities !== undefined || entityRefs.length === 0;
}

/** Whether a caller may see whatever could fall under an acceptance: what is of each of its entities, and what is nobody's. Whoever may see what is nobody's need not see an entity, which may be gone. */
export function isAllVisible(
  { cluster, entityRefs, namespace, severity, unmapped }: Acceptance,
  visibility: Visibility,
): boolean {
  const place = { cluster, namespace, severity };
  const concerned = [
    ...entityRefs.map(ref => [ref]),
    ...(unmapped ? [[]] : []),
  ];
  return concerned.every(refs => {
    const subject = { ...place, entityRefs: refs };
    const isOfVisible = refs.some(ref => visibility.entityRefs.includes(ref));
    return (
      (isOfVisible || isGranted(visibility.unmapped, place)) &&
      isGranted(visibility.read ?? true, subject)
    );
  });
}
