import { DetectionContext } from '../Detector';
import { JudgedWorkload, isBatch } from './judgedWorkloads';
import { scalableOf } from './replicas';
import { isServing } from './servedContainers';

/** Whether a Service routes to a workload that can have more than one pod. */
export function isServingWorkload(
  workload: JudgedWorkload,
  context: DetectionContext,
): boolean {
  return (
    !isBatch(workload) &&
    isServing(workload, context) &&
    scalableOf(workload.subject, context.snapshot) !== undefined
  );
}
