import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import { DetectionContext } from '../Detector';
import { JudgedWorkload } from '../shared/judgedWorkloads';

type Resources = NonNullable<Container['resources']>;

/** The containers whose resources count: those that run beside each other, not those that only prepare. */
export const LONG_LIVED = ['main', 'sidecar'] as const;

/** The memory limit that holds for a container: its own, else that of its pod. */
export function memoryLimitOf(
  spec: PodSpec | undefined,
  { resources }: Container,
): string | undefined {
  return resources?.limits?.memory ?? podLevelResources(spec).limits?.memory;
}

/** Whether it is settled what a workload's containers get: a running pod has got what its namespace's limit ranges add; a template has not. */
export function areResourcesKnown(
  { isRunning, subject }: JudgedWorkload,
  { snapshot }: DetectionContext,
) {
  return (
    isRunning ||
    (snapshot.readState('LimitRange', subject.namespace) === 'complete' &&
      snapshot.inNamespace('LimitRange', subject.namespace).length === 0)
  );
}

/** Resources that are stated for a pod as a whole. */
export function podLevelResources(spec: PodSpec | undefined): Resources {
  return (spec as { resources?: Resources } | undefined)?.resources ?? {};
}
