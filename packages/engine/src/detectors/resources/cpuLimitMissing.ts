import { field } from '../../findings/evidence';
import { Detector } from '../Detector';
import { containerDetector } from '../shared/workloadDetector';
import {
  podLevelResources,
  workloadsOfKnownResources,
} from './effectiveResources';
import { RESOURCES_SILENT, RESOURCES_SOURCES } from './sources';

/**
 * Containers that may take all the CPU that is free. One of `optionalDetectors`, since whether to limit CPU is a matter of policy: a limit throttles a
 * container also when nobody else needs the CPU.
 */
export const cpuLimitMissing: Detector = containerDetector({
  id: 'resources.cpu-limit-missing',
  title: 'Container has no CPU limit',
  documentation: {
    speaks:
      'A container has no CPU limit. Off unless asked for, with `--with` on the command line: a limit throttles a container also when nobody else needs the CPU.',
    silent: RESOURCES_SILENT,
    sources: RESOURCES_SOURCES,
  },
  among: workloadsOfKnownResources,
  longLivedOnly: true,
  check({ container, path }, workload) {
    const limits = {
      ...podLevelResources(workload.pod.spec).limits,
      ...container.resources?.limits,
    };
    if (limits.cpu) return undefined;
    return {
      key: container.name,
      severity: 'info',
      message: `Container ${container.name} has no CPU limit`,
      evidence: [field(workload.source, `${path}.resources.limits`, limits)],
    };
  },
});
