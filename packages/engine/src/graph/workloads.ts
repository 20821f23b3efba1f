import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import { KnownKinds } from '../snapshot/objects';
import { Labels } from './labels';

/** Kinds that stamp pods from a template. */
export const TEMPLATED_KINDS = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'CronJob',
] as const;

export type Workload = KnownKinds[(typeof TEMPLATED_KINDS)[number]];

/** The pod template of a workload and the path at which it stands. */
export function podTemplateOf(
  workload: Workload,
): { template: PodTemplateSpec; path: string } | undefined {
  if (workload.kind === 'CronJob') {
    const template = (workload as KnownKinds['CronJob']).spec?.jobTemplate?.spec
      ?.template;
    return template && { template, path: 'spec.jobTemplate.spec.template' };
  }
  const template = (workload as KnownKinds['Deployment']).spec?.template;
  return template && { template, path: 'spec.template' };
}

export interface NearestWorkload {
  workload: Workload;
  labels: Labels;
  path: string;
}

/**
 * The workload whose pod labels come closest to a selector that matches nothing: it carries the most of the selector's keys, then the most of its pairs. Undefined
 * when none carries any of the keys, or when two come equally close.
 */
export function nearestWorkload(
  candidates: readonly Workload[],
  selector: Labels,
): NearestWorkload | undefined {
  const ranked = candidates
    .filter(
      each => !each.metadata.ownerReferences?.some(owner => owner.controller),
    )
    .flatMap(workload => {
      const found = podTemplateOf(workload);
      const labels = found?.template.metadata?.labels;
      return found && labels
        ? [
            {
              workload,
              labels,
              path: `${found.path}.metadata.labels`,
              score: closeness(labels, selector, workload.metadata.name),
            },
          ]
        : [];
    })
    .filter(each => each.score > 0)
    .sort((a, b) => b.score - a.score);
  const [first, second] = ranked;
  if (!first || first.score === second?.score) return undefined;
  const { workload, labels, path } = first;
  return { workload, labels, path };
}

function closeness(labels: Labels, selector: Labels, name: string) {
  let score = 0;
  for (const [key, value] of Object.entries(selector)) {
    if (labels[key] === value) score += 3;
    else if (isTypo(labels[key], value)) score += 2;
    else if (Object.values(labels).includes(value) || name === value)
      score += 1;
  }
  return score;
}

/** Whether two words differ by at most two letters. */
function isTypo(actual: string | undefined, wanted: string) {
  if (actual === undefined || Math.abs(actual.length - wanted.length) > 2)
    return false;
  let start = 0;
  while (start < actual.length && actual[start] === wanted[start]) start++;
  let end = 0;
  while (
    end < Math.min(actual.length, wanted.length) - start &&
    actual[actual.length - 1 - end] === wanted[wanted.length - 1 - end]
  ) {
    end++;
  }
  const differing = Math.max(actual.length, wanted.length) - start - end;
  return differing <= 2 && start + end > 0;
}
