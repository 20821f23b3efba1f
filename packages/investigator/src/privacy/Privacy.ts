import { KubernetesObject } from '@opsagent/engine';

/** What may be kept, and what may be told to a model. */
export interface Privacy {
  /** An object without credentials, for the ledger: nothing brings them back. */
  withoutCredentials<T extends KubernetesObject>(object: T): T;
  /** A text without credentials, for the ledger. */
  hideCredentials(text: string): string;
  /** A text as the model may see it: with pseudonyms in place of what is private. */
  mask(text: string): string;
  /** A text of the model with the names that its pseudonyms stand for. */
  unmask(text: string): string;
}
