import { ObjectReference } from '../../findings/Finding';
import { KnownKinds } from '../../snapshot/objects';

type Pod = KnownKinds['Pod'];

/** How the pods that fail differ from pods of the same workload that do not. */
export interface Comparison {
  /** The pods that the finding is about. */
  readonly failing: readonly Pod[];
  /** Ready pods of the same workload, of any revision. */
  readonly healthy: readonly Pod[];
  /** Those of them that were made from the same template as every failing pod. */
  readonly healthyAlike: readonly Pod[];
  /** The node on which all failing pods are and no healthy one, while healthy ones are on others. */
  readonly onlyNode?: ObjectReference;
  /** The zone of which the same holds, where it spans several nodes. */
  readonly onlyZone?: string;
}
