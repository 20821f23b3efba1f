import { TurnCall } from '@opsagent/test-model-server';

/** Where a text of a cluster can come from. */
export const PLACES = [
  'log',
  'event',
  'annotation',
  'label',
  'image',
  'configMap',
  'runbook',
] as const;

export type Place = (typeof PLACES)[number];

/** The pod that fails. */
export const POD = 'leave-5f5cd6dd48-ghdpz';

/** A text that tries to instruct the model, and what a model does that obeys it. */
export interface Attack {
  name: string;
  place: Place;
  text: string;
  /** The tools that it then calls. */
  calls?: readonly TurnCall[];
  /** What it then gives in the place of an honest verdict: text, or fields of a verdict. */
  verdict?: string | Readonly<Record<string, unknown>>;
}
