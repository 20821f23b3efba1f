import {
  FindingList,
  FindingQuery,
  LifecycleChange,
  StoredFinding,
  Transition,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Finding } from '@opsagent/engine';
import { ChangeOptions } from '../lifecycle/changed';
import { Life } from '../lifecycle/Life';

/** Entity refs by `objectKey`. */
export type ObjectEntities = Readonly<Record<string, readonly string[]>>;

/** A finding and the entities that its subject belongs to or, when it belongs to none, those that suffer from it. */
export interface LinkedFinding {
  finding: Finding;
  entityRefs: readonly string[];
  /** Given when the subject belongs to none: whose the other objects are that the finding names. */
  objectEntities?: ObjectEntities;
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
  /** Also what belongs to no entity, and that whole: without it the answer shows only what is of the entities above. */
  unmapped: boolean;
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
   * @throws ConflictError for a resolved finding
   * @throws InputError for a snooze that has ended already or lasts too long
   */
  change(
    id: string,
    change: LifecycleChange,
    options: ChangeOptions,
  ): Promise<void>;
  /** The life of a finding, oldest step first; without what people wrote, unless every entity of the finding is visible. */
  transitions(id: string, visibility: Visibility): Promise<Transition[]>;
  /** Every entity that some finding belongs to, or that the given one does. */
  entityRefs(findingId?: string): Promise<string[]>;
  /** Forgets findings that were resolved, or last seen, before the given moment. */
  deleteOlderThan(moment: Date): Promise<number>;
}
