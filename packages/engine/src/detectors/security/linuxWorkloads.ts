import { workloadsWhere } from '../shared/judgedWorkloads';
import { applications } from '../shared/nodeAgents';
import { isWindows } from '../shared/securityContext';

/** Workloads for which all of a security context means something. */
export const linuxWorkloads = workloadsWhere(({ pod }) => !isWindows(pod));

/** Of these, the ones that are not there to work on the node itself. */
export const linuxApplications = workloadsWhere(
  ({ pod }) => !isWindows(pod),
  applications,
);
