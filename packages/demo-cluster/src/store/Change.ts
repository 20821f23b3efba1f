import type { KubernetesObject } from '@opsagent/engine';
import type { ResourceType } from '../api/ResourceType';

/** One write, as watchers and lists of an earlier state see it. */
export interface Change {
  /** The resource version the write produced; they rise by one with each write of the cluster. */
  readonly revision: number;
  readonly action: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly type: ResourceType;
  /** The object after the write; for a deletion its last state under the deletion's resource version. */
  readonly object: KubernetesObject;
  /** The object before the write; undefined for an addition. */
  readonly previous?: KubernetesObject;
}
