import { ObjectReference } from '@opsagent/engine';

/** What kind of thing was seen. */
export type FactKind =
  | 'finding'
  | 'field'
  | 'summary'
  | 'relation'
  | 'event'
  | 'log'
  | 'change'
  | 'metric'
  | 'document'
  | 'absence'
  | 'unread';

/** One thing that was seen, small enough that a claim can rest on it. */
export interface Fact {
  kind: FactKind;
  /** What it is about, if it is about an object of the cluster. */
  about?: ObjectReference;
  /** Where in the object a field was read, such as `spec.template.spec.containers[0].image`; of a document, its title and section. */
  path?: string;
  /** RFC 3339; when it happened, if it is something that happened. */
  at?: string;
  /** In words or JSON, without credentials. */
  text: string;
}

/** A fact with the id by which claims cite it. */
export interface LedgerEntry extends Fact {
  /** `E1`, `E2` and so on, in the order in which they were seen. */
  id: string;
}
