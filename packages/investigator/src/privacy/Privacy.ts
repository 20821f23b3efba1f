import { KubernetesObject } from '@opsagent/engine';
import { Model } from '../model/Model';

/** Puts pseudonyms in place of what one model may not read, and names in place of pseudonyms. */
export interface Mask {
  /** How many texts it has learned to hide since it was made: with more of them the same text may be masked differently. */
  readonly learned: number;
  mask(text: string): string;
  unmask(text: string): string;
}

/** A private text that was learned from where it stood, with the pseudonym that models are sent in its place. */
export type LearnedText = readonly [text: string, pseudonym: string];

/** What may be kept, and what may be told to which model. */
export interface Privacy {
  /** An object without credentials, for the ledger: nothing brings them back. */
  withoutCredentials<T extends KubernetesObject>(object: T): T;
  /** Learns what is private in an object of which other things than itself tell, such as its log: the values that its environment variables have. */
  learnFrom(object: KubernetesObject): void;
  /** A text without credentials, for the ledger. */
  hideCredentials(text: string): string;
  /** What was learned to be private from objects, so that a run which is told the same again can hide it too. */
  learned(): readonly LearnedText[];
  /** What a model may read differs from one to the next. */
  maskFor(model: Pick<Model, 'sends'>): Mask;
}
