import type { ServicePort } from 'kubernetes-types/core/v1';
import { ResourceGraph } from '../../graph/ResourceGraph';
import { oncePerObject } from '../../oncePerObject';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import {
  JudgedContainer,
  JudgedWorkload,
  judgedWorkloads,
} from './judgedWorkloads';

type Service = KnownKinds['Service'];

const servicesIn = oncePerObject((graph: ResourceGraph) => {
  const found = new Map<JudgedWorkload, readonly Service[]>();
  for (const workload of judgedWorkloads({ graph, snapshot: graph.snapshot })) {
    const selecting = graph.servicesSelecting(workload.pod);
    const routing = selecting.some(isNoRoute)
      ? selecting.filter(each => !isNoRoute(each))
      : selecting;
    if (routing.length > 0) found.set(workload, routing);
  }
  return found;
});

/** Services that route to a workload's pods. */
export function servicesOf(
  workload: JudgedWorkload,
  { graph }: DetectionContext,
): readonly Service[] {
  return servicesIn(graph).get(workload) ?? [];
}

/** Whether anything routes to a workload's pods. */
export function isServing(
  workload: JudgedWorkload,
  { graph }: DetectionContext,
): boolean {
  return servicesIn(graph).has(workload);
}

function isNoRoute({ metadata, spec }: Service) {
  return Boolean(metadata.deletionTimestamp) || spec?.type === 'ExternalName';
}

const readings = new WeakMap<JudgedWorkload, ReadonlySet<string>>();

/**
 * Names of the containers that a Service routes to: those that declare its target port; and the only container of a pod, which need not declare what it listens on.
 */
export function servedContainers(
  workload: JudgedWorkload,
  context: DetectionContext,
): ReadonlySet<string> {
  const known = readings.get(workload);
  if (known) return known;
  const found = new Set(
    servicesOf(workload, context)
      .flatMap(({ spec }) => spec?.ports ?? [])
      .flatMap(port => targetsOf(port, workload.longLived))
      .map(({ container }) => container.name),
  );
  readings.set(workload, found);
  return found;
}

function targetsOf(
  { targetPort, port }: ServicePort,
  containers: readonly JudgedContainer[],
): readonly JudgedContainer[] {
  const target = targetPort || port;
  const declaring = containers.filter(({ container }) =>
    container.ports?.some(each =>
      typeof target === 'number'
        ? each?.containerPort === target
        : each?.name === target,
    ),
  );
  const mains = containers.filter(({ role }) => role === 'main');
  const isUndeclared = declaring.length === 0 && typeof target === 'number';
  return isUndeclared && mains.length === 1 ? mains : declaring;
}
