import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import { field } from '../../findings/evidence';
import { Detector } from '../Detector';
import { judgedContainers } from '../shared/judgedWorkloads';
import { workloadDetector } from '../shared/workloadDetector';
import {
  LONG_LIVED,
  areResourcesKnown,
  memoryLimitOf,
  podLevelResources,
} from './effectiveResources';
import { RESOURCES_SILENT, RESOURCES_SOURCES } from './sources';

type Resources = NonNullable<Container['resources']>;

/** Containers of which the scheduler, or the kernel, does not know how much they need. */
export const missingResources: readonly Detector[] = [
  workloadDetector({
    id: 'resources.requests-missing',
    title: 'Container states no request',
    documentation: {
      speaks:
        'A container requests no CPU or no memory: the scheduler counts it as needing none, and it gets what others leave.',
      silent: RESOURCES_SILENT,
      sources: RESOURCES_SOURCES,
    },
    applies: areResourcesKnown,
    *check(workload) {
      for (const { container, path } of judgedContainers(
        workload,
        LONG_LIVED,
      )) {
        const stated = container.resources ?? {};
        for (const resource of ['cpu', 'memory']) {
          if (hasRequest(workload.pod.spec, stated, resource)) continue;
          yield {
            key: `${container.name}/${resource}`,
            severity: 'medium',
            message: `Container ${container.name} requests no ${resource}`,
            evidence: [field(workload.source, `${path}.resources`, stated)],
          };
        }
      }
    },
  }),

  workloadDetector({
    id: 'resources.memory-limit-missing',
    title: 'Container has no memory limit',
    documentation: {
      speaks:
        'A container has no memory limit: when it leaks, its node runs out of memory and others are killed with it.',
      silent: RESOURCES_SILENT,
      sources: RESOURCES_SOURCES,
    },
    applies: areResourcesKnown,
    *check(workload) {
      for (const { container, path } of judgedContainers(
        workload,
        LONG_LIVED,
      )) {
        if (memoryLimitOf(workload.pod.spec, container)) continue;
        yield {
          key: container.name,
          severity: 'medium',
          message: `Container ${container.name} has no memory limit`,
          evidence: [
            field(
              workload.source,
              `${path}.resources`,
              container.resources ?? {},
            ),
          ],
        };
      }
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
