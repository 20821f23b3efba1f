import type { KindRead, KubernetesObject } from '@opsagent/engine';

/** What a demo cluster holds at start. */
export interface DemoContents {
  objects: readonly KubernetesObject[];
  /** When the objects were as they are here; all their times are moved so that this is now. Without it they stay. */
  capturedAt?: Date;
  /** Kinds that were not read in full; they are answered as the dump's cluster answered. */
  reads?: Iterable<KindRead>;
  /** Log text by `namespace/pod` or `namespace/pod/container`; that of the previous container under `…/previous`. */
  logs?: ReadonlyMap<string, string>;
}
