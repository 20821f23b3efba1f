import { isBatch, workloadsWhere } from './judgedWorkloads';
import { scalableOf } from './replicas';
import { isServing } from './servedContainers';

/** Workloads that run on and on, not to an end. */
export const lastingWorkloads = workloadsWhere(each => !isBatch(each));

/** Of these, the ones that a Service routes to. */
export const servingWorkloads = workloadsWhere(isServing, lastingWorkloads);

/** Of these, the ones that can have more than one pod. */
export const scalableServingWorkloads = workloadsWhere(
  ({ subject }, { snapshot }) => scalableOf(subject, snapshot) !== undefined,
  servingWorkloads,
);
