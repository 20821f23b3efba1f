import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import { workloadsWhere } from '../shared/judgedWorkloads';

type Resources = NonNullable<Container['resources']>;

/** The memory limit that holds for a container: its own, else that of its pod. */
export function memoryLimitOf(
  spec: PodSpec | undefined,
  { resources }: Container,
): string | undefined {
  return resources?.limits?.memory ?? podLevelResources(spec).limits?.memory;
}

/** Workloads of which it is settled what their containers get: a running pod has got what its namespace's limit ranges add; a template has not. */
export const workloadsOfKnownResources = workloadsWhere(
  ({ isRunning, subject }, { snapshot }) =>
    isRunning ||
    (snapshot.readState('LimitRange', subject.namespace) === 'complete' &&
      snapshot.inNamespace('LimitRange', subject.namespace).length === 0),
);

const NONE: Resources = {};

/** Resources that are stated for a pod as a whole. */
export function podLevelResources(spec: PodSpec | undefined): Resources {
  return (spec as { resources?: Resources } | undefined)?.resources ?? NONE;
}
