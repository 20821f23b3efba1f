import { FieldEvidence, ObjectReference } from '../../findings/Finding';

/** What of a pod template a change may touch. */
export type Aspect =
  | 'image'
  | 'command'
  | 'configuration'
  | 'resources'
  /** A limit of memory that was lowered or set for the first time. */
  | 'lowerMemory'
  | 'probes'
  | 'ports'
  | 'labels'
  | 'mounts'
  | 'placement'
  | 'security'
  | 'identity';

/** One field that a change touched, with both values. */
export interface ChangedField {
  aspect: Aspect;
  evidence: FieldEvidence;
}

/** What the newest revision of a pod template changed. */
export interface TemplateChange {
  revision: ObjectReference;
  fields: readonly ChangedField[];
  /** The symptom began no more than half an hour after it. */
  isRecent: boolean;
  /** Pods of the revision before it that are ready, if any: they have all but the change in common with those that fail. */
  healthyBefore?: FieldEvidence;
}
