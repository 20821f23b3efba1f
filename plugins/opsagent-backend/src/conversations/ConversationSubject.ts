import {
  ConversationAbout,
  Suggestion,
} from '@opsagent/backstage-plugin-opsagent-common';
import {
  InvestigationScope,
  QuestionSubject,
  Tool,
} from '@opsagent/investigator';

/** What a model is told and given to answer questions about something. */
export interface SubjectForModel {
  subject: QuestionSubject;
  /** Where it may look; absent when there is no cluster to look at. */
  place?: { cluster: string; scope: InvestigationScope };
  /** Beside those for the cluster and the one that lists incidents. */
  tools: readonly Tool[];
  /** Of the entities that all this may speak of. */
  entityRefs: readonly string[];
}

/** What a conversation is about, as somebody may see it. */
export interface ConversationSubject {
  /** Spelled in one way. */
  about: ConversationAbout;
  mayAsk: boolean;
  /** Reads what a model may be told, as the reader may see it. */
  open(): Promise<SubjectForModel>;
  /** Questions to start from, the most useful first. */
  suggestions: readonly Suggestion[];
}
