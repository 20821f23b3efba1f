import { Labels } from '../graph/labels';
import { KubernetesObject } from '../snapshot/objects';

/** The labels and annotations with which an object of whatever kind stamps pods. */
export interface StampedMetadata {
  labels: Labels;
  annotations: Labels;
}

interface Templated {
  template?: { metadata?: { labels?: unknown; annotations?: unknown } };
}

/** What any object stamps pods with: one of Kubernetes itself, or a custom resource that has its template where those have it, such as an Argo Rollout. */
export function stampedMetadataOf({
  kind,
  metadata,
  spec,
}: KubernetesObject): StampedMetadata | undefined {
  const { template, jobTemplate } = (spec ?? {}) as Templated & {
    jobTemplate?: { spec?: Templated };
  };
  const stamped =
    kind === 'Pod'
      ? metadata
      : (template ?? jobTemplate?.spec?.template)?.metadata;
  return stamped
    ? {
        labels: pairsOf(stamped.labels),
        annotations: pairsOf(stamped.annotations),
      }
    : undefined;
}

function pairsOf(value: unknown): Labels {
  return typeof value === 'object' && value !== null ? (value as Labels) : {};
}
