import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import { field } from '../../findings/evidence';
import { Detector } from '../Detector';
import { containerDetector } from '../shared/workloadDetector';
import {
  memoryLimitOf,
  podLevelResources,
  workloadsOfKnownResources,
} from './effectiveResources';
import { RESOURCES_SILENT, RESOURCES_SOURCES } from './sources';

type Resources = NonNullable<Container['resources']>;

const RESOURCES = ['cpu', 'memory'] as const;

/** Containers of which the scheduler, or the kernel, does not know how much they need. */
export const missingResources: readonly Detector[] = [
  containerDetector({
    id: 'resources.requests-missing',
    title: 'Container states no request',
    documentation: {
      speaks:
        'A container requests no CPU or no memory: the scheduler counts it as needing none, and it gets what others leave.',
      silent: RESOURCES_SILENT,
      sources: RESOURCES_SOURCES,
    },
    among: workloadsOfKnownResources,
    longLivedOnly: true,
    check({ container, path }, workload) {
      const { name } = container;
      const stated = container.resources ?? {};
      const missing = RESOURCES.filter(
        each => !hasRequest(workload.pod.spec, stated, each),
      );
      if (missing.length === 0) return undefined;
      return missing.map(resource => ({
        key: `${name}/${resource}`,
        severity: 'medium' as const,
        message: `Container ${name} requests no ${resource}`,
        evidence: [field(workload.source, `${path}.resources`, stated)],
      }));
    },
  }),

  containerDetector({
    id: 'resources.memory-limit-missing',
    title: 'Container has no memory limit',
    documentation: {
      speaks:
        'A container has no memory limit: when it leaks, its node runs out of memory and others are killed with it.',
      silent: RESOURCES_SILENT,
      sources: RESOURCES_SOURCES,
    },
    among: workloadsOfKnownResources,
    longLivedOnly: true,
    check({ container, path }, workload) {
      const { name, resources } = container;
      if (memoryLimitOf(workload.pod.spec, container)) return undefined;
      return {
        key: name,
        severity: 'medium',
        message: `Container ${name} has no memory limit`,
        evidence: [
          field(workload.source, `${path}.resources`, resources ?? {}),
        ],
      };
    },
  }),
];

function hasRequest(
  spec: PodSpec | undefined,
  { requests, limits }: Resources,
  resource: string,
) {
  const pod = podLevelResources(spec);
  return Boolean(
    requests?.[resource] ??
    limits?.[resource] ??
    pod.requests?.[resource] ??
    pod.limits?.[resource],
  );
}
