import { TextClass } from '@opsagent/engine';

/** A private text in the midst of what surrounds it in clusters. */
export interface Planted {
  class: TextClass;
  /** What it is and where it stands, in words. */
  title: string;
  secret: string;
  /** A text, or an object of Kubernetes. */
  within: unknown;
}

/** A text or an object around a secret. */
export type Surrounding = readonly [
  title: string,
  around: (secret: string) => unknown,
];
