import type { ApiResource } from '@opsagent/engine';

/** A kind that the demo cluster serves, with what discovery says about it. */
export interface ResourceType extends ApiResource {
  readonly shortNames: readonly string[];
  /** Groups of kinds such as `all`, as in `kubectl get all`. */
  readonly categories: readonly string[];
  /** Defined by a CustomResourceDefinition: objects in lists carry their kind, and strategic merge patches are refused. */
  readonly custom: boolean;
}
