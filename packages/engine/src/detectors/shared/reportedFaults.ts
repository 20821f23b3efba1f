import { referenceTo } from '../../findings/evidence';
import { Severity } from '../../findings/Finding';
import { minutes, olderThan } from '../../snapshot/durations';
import { KubernetesObject } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { FamilyDraft } from '../detectorFamily';
import {
  conditionEvidence,
  reportedCondition,
  wordsOf,
} from './reportedCondition';
import { nameOf } from './sightings';

/** A condition by which a controller says that one of its objects does not work. */
export interface ReportedFault {
  detector: string;
  /** As a snapshot files it. */
  kind: string;
  type: string;
  /** The status that means trouble. */
  bad: 'True' | 'False';
  severity: Severity;
  /** Milliseconds that the condition must have stood. */
  grace: number;
  /** Reasons under which the controller still works, and the longer grace that they get. */
  patience?: { reasons: readonly string[]; grace: number };
  /** What the object does, before the controller's words: `is not ready`. */
  says: string;
  /** Objects that rest on purpose. */
  isIdle?: (object: KubernetesObject) => boolean;
}

/** What controllers say under the conditions of a table: one finding for each object and detector, by the first row that applies. */
export function* reportedFaults(
  table: readonly ReportedFault[],
  { snapshot }: DetectionContext,
): Iterable<FamilyDraft> {
  const told = new Set<string>();
  for (const fault of table) {
    const objects = snapshot.all(fault.kind) as readonly KubernetesObject[];
    for (const object of objects) {
      if (object.metadata.deletionTimestamp || fault.isIdle?.(object)) continue;
      const condition = reportedCondition(object, fault.type);
      if (condition?.status !== fault.bad) continue;
      const { patience } = fault;
      const isWorking = patience?.reasons.includes(condition.reason ?? '');
      const grace = isWorking ? patience!.grace : fault.grace;
      if (!olderThan(snapshot, condition.since, grace)) continue;
      const name = nameOf(referenceTo(object));
      const identity = `${fault.detector} ${name}`;
      if (told.has(identity)) continue;
      told.add(identity);
      yield {
        detector: fault.detector,
        subject: referenceTo(object),
        key: condition.reason ?? fault.type,
        severity: fault.severity,
        message: `${name} ${fault.says}: ${wordsOf(condition)}`,
        evidence: conditionEvidence(object, condition),
        ...(condition.isDated ? { since: condition.since } : {}),
      };
    }
  }
}

/** The grace that most controllers get to try again. */
export const RETRY_GRACE = minutes(5);
