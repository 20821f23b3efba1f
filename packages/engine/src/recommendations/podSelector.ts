import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { Workload, podTemplateOf } from '../graph/workloads';

/** Labels that the next release, revision or run changes. */
const PASSING: ReadonlySet<string> = new Set([
  'app.kubernetes.io/version',
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-name',
  'controller-revision-hash',
  'controller-uid',
  'helm.sh/chart',
  'job-name',
  'pod-template-hash',
  'pod-template-generation',
  'statefulset.kubernetes.io/pod-name',
]);

/**
 * What selects the pods of a workload for as long as it lives: its own selector, which cannot be changed, or the lasting labels of its template where it has none, as
 * a CronJob. Undefined where that would select nothing in particular.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function podSelector(
  workload: Workload | undefined,
): LabelSelector | undefined {
  if (!workload) return undefined;
  const { matchLabels, matchExpressions = [] } = ownSelector(workload) ?? {
    matchLabels: podTemplateOf(workload)?.template.metadata?.labels,
  };
  const labels = lastingLabels(matchLabels);
  const expressions = matchExpressions.filter(({ key }) => !PASSING.has(key));
  if (!labels && expressions.length === 0) return undefined;
  return {
    ...(labels ? { matchLabels: labels } : {}),
    ...(expressions.length > 0 ? { matchExpressions: expressions } : {}),
  };
}

/** Without those that change; undefined where none is left. */
export function lastingLabels(
  labels: Record<string, string> = {},
): Record<string, string> | undefined {
  const lasting = Object.entries(labels).filter(([key]) => !PASSING.has(key));
  return lasting.length > 0 ? Object.fromEntries(lasting) : undefined;
}

/** Jobs select their pods by a number of their own, and a ReplicationController by bare labels. */
function ownSelector(workload: Workload): LabelSelector | undefined {
  if (workload.kind === 'Job' || workload.kind === 'CronJob') return undefined;
  const { selector } = (workload.spec ?? {}) as { selector?: object };
  if (!selector) return undefined;
  return workload.kind === 'ReplicationController'
    ? { matchLabels: selector as Record<string, string> }
    : selector;
}
