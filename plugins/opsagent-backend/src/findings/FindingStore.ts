import {
  FindingList,
  FindingQuery,
  FindingChange,
  StoredFinding,
  TransitionList,
  TransitionQuery,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Finding } from '@opsagent/engine';
import { AcceptFinding } from '../acceptances/AcceptFinding';
import { NamespaceRisk } from '../acceptances/acceptNamespace';
import { ChangeOptions } from '../lifecycle/changed';
import { Life } from '../lifecycle/Life';
import { Grant } from '../permissions/Grant';

/** Entity refs by `objectKey`. */
export type ObjectEntities = Readonly<Record<string, readonly string[]>>;

/** A finding and the entities that its subject belongs to or, when it belongs to none, those that suffer from it. */
export interface LinkedFinding {
  finding: Finding;
  entityRefs: readonly string[];
  /** Given when the subject belongs to none: whose the other objects are that the finding names. */
  objectEntities?: ObjectEntities;
  /** Given otherwise: whose those objects are that the finding names and that do not belong to all entities of the subject. Without either the objects that it names are told to nobody but those who may see everything. */
  otherEntities?: ObjectEntities;
}

/** What is needed to judge whether a finding that is not seen any more is gone. */
export interface KnownFinding {
  id: string;
  detector: string;
  subjectKind: string;
  namespace?: string;
  life: Life;
}

/** What a caller may see. Without it nothing is read: there is no default. */
export interface Visibility {
  /** What concerns these entities, and no other entity is named in the answer. */
  entityRefs: readonly string[];
  /** Also what belongs to no entity, and that whole: where it is not granted the answer shows only what is of the entities above. */
  unmapped: Grant;
  /** What the policy grants of all that; everything when left out. */
  read?: Grant;
  /** What of that may be changed; nothing when left out. */
  update?: Grant;
}

/** Findings over their life. Only those of clusters that are still listed are ever returned. */
export interface FindingStore {
  list(query: FindingQuery, visibility: Visibility): Promise<FindingList>;
  get(id: string, visibility: Visibility): Promise<StoredFinding | undefined>;
  /** Those of the given findings that are visible, in the given order. */
  some(
    ids: readonly string[],
    visibility: Visibility,
  ): Promise<StoredFinding[]>;
  /**
   * Keeps what somebody says of a finding. The caller must have made sure that it is for them to say.
   *
   * @throws ConflictError for a resolved finding, and for one that is no longer in the expected state
   * @throws InputError for a snooze or an acceptance that has ended already or lasts too long
   */
  change(
    id: string,
    change: FindingChange,
    options: ChangeOptions,
  ): Promise<void>;
  /**
   * Accepts all that a detector finds in a namespace, now and until the end, because somebody said so of one finding of it.
   *
   * @throws ConflictError when that one is resolved, or no longer in the expected state
   * @throws NotFoundError when that one is not told by itself any more
   * @throws NotAllowedError unless all of it is visible
   * @throws InputError for an acceptance that has ended already or lasts too long
   */
  acceptNamespace(
    id: string,
    risk: NamespaceRisk,
    change: AcceptFinding,
    options: ChangeOptions & { visibility: Visibility },
  ): Promise<void>;
  /**
   * Ends an acceptance for a whole namespace. Answers how many findings are back.
   *
   * @throws NotFoundError when nothing that it covers, or could cover, is visible
   * @throws NotAllowedError unless all of it is visible
   */
  revokeAcceptance(
    id: string,
    options: ChangeOptions & { visibility: Visibility },
  ): Promise<number>;
  /** The life of a finding, oldest step first; without what people wrote, unless every entity of the finding is visible. */
  transitions(
    id: string,
    query: TransitionQuery,
    visibility: Visibility,
  ): Promise<TransitionList>;
  /** The entities whose findings an acceptance for a whole namespace is about; none when there is no such acceptance. */
  acceptedEntityRefs(id: string): Promise<readonly string[]>;
  /** Every entity that some finding, or the given one, belongs to or names an object of. */
  entityRefs(findingId?: string): Promise<string[]>;
  /** Other entities of which the findings of an entity name objects. */
  othersBeside(entityRef: string): Promise<string[]>;
  /** Forgets findings that were resolved, or last seen, and snoozes and acceptances that ended, before the given moment; findings that one of them holds stay until then. Answers how many findings. */
  deleteOlderThan(moment: Date): Promise<number>;
}
