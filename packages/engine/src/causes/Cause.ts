import { DetectionContext } from '../detectors/Detector';
import {
  Evidence,
  Finding,
  ObjectReference,
  UnreadEvidence,
} from '../findings/Finding';
import { RuleDocumentation } from '../RuleDocumentation';
import { OtherChange } from './changes/OtherChange';
import { Aspect, TemplateChange } from './changes/TemplateChange';
import { Comparison } from './comparison/Comparison';
import { ContainerFailure } from './reading/ContainerFailure';
import { ServiceDirectory } from './reading/ServiceDirectory';

/**
 * What a piece of evidence proves, strongest first; see `confidenceOf` for the weights.
 *
 * - `contradiction`: complete reads show that the specification contradicts itself or names what does not exist
 * - `status`: a controller, kubelet or scheduler reports it
 * - `text`: an event's message or a log line says it
 * - `change`: a change shortly before touched what fails
 * - `comparison`: like things that differ in this one respect do not fail
 * - `correlation`: something else coincides: a change whose content is not known or that was not shortly before, or independent workloads that fail in one place
 */
export const EVIDENCE_CLASSES = [
  'contradiction',
  'status',
  'text',
  'change',
  'comparison',
  'correlation',
] as const;

export type EvidenceClass = (typeof EVIDENCE_CLASSES)[number];

/** A piece of evidence and what it counts for. Without a class it is shown, for orientation, and counts for nothing. */
export interface WeighedEvidence {
  evidence: Evidence;
  as?: EvidenceClass;
}

/** What a cause may look at to explain one finding. */
export interface CauseContext extends DetectionContext {
  /** The finding to explain. */
  readonly finding: Finding;
  /** The containers that the finding is about, with what their logs tell. */
  readonly failures: readonly ContainerFailure[];
  readonly services: ServiceDirectory;
  /** The last change of the subject's pod template, if the pods that fail have it. */
  readonly change: TemplateChange | undefined;
  /** How the pods that the finding is about differ from their siblings that are well. */
  readonly comparison: Comparison;
  /** Problems whose subject is the given object. */
  problemsOf(subject: ObjectReference): readonly Finding[];
  /** Whether something is likely enough to be called the cause of a problem. Of one whose explanation is being asked for at the moment it is not. */
  isExplained(problem: Finding): boolean;
  /** Findings of any tier whose subject is the given object. */
  findingsOf(subject: ObjectReference): readonly Finding[];
  /** Findings of any tier, of the whole cluster, that one of these detectors made. */
  foundBy(detectors: readonly string[]): readonly Finding[];
}

/** What a cause says about one finding. */
export interface HypothesisDraft {
  /** What somebody would change to mend it; the finding's subject unless given. */
  subject?: ObjectReference;
  /** What happened, with names. */
  message: string;
  evidence: readonly WeighedEvidence[];
  /** What speaks against it without refuting it. */
  against?: readonly Evidence[];
  /** What was not read and could refute it. */
  missing?: readonly UnreadEvidence[];
  /** The problem of another subject that this finding follows from. */
  follows?: Finding;
}

/** One explanation for findings that do not explain themselves. Pure, like a detector. */
export interface Cause {
  /** As docs, configuration and JSON spell it. */
  readonly id: string;
  /** What went wrong, without naming the subject. */
  readonly title: string;
  /** Ids of the detectors whose findings it can explain. */
  readonly explains: readonly string[];
  /** Those of them whose finding, by itself, proves it: it is then part of the incident's identity. */
  readonly provedBy?: readonly string[];
  /** Those of them that explain themselves where this cause does not. */
  readonly followers?: readonly string[];
  /** Parts of a pod template whose change makes this cause more likely. */
  readonly touchedBy?: readonly Aspect[];
  /** Other changes that may have brought it about. */
  readonly changes?: (context: CauseContext) => Iterable<OtherChange>;
  /** It would meet every pod of a revision alike: one that is well refutes what a log tells. */
  readonly isSharedByRevision?: boolean;
  readonly documentation: RuleDocumentation;
  assess(context: CauseContext): Iterable<HypothesisDraft>;
}
