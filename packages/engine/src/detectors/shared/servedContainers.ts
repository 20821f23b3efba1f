import type { ServicePort } from 'kubernetes-types/core/v1';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { DeclaredContainer, declaredContainers } from './containers';
import { JudgedWorkload } from './judgedWorkloads';

const readings = new WeakMap<JudgedWorkload, ReadonlySet<string>>();
const services = new WeakMap<
  JudgedWorkload,
  readonly KnownKinds['Service'][]
>();

/** Services that route to a workload's pods. */
export function servicesOf(
  workload: JudgedWorkload,
  { graph }: DetectionContext,
): readonly KnownKinds['Service'][] {
  const known = services.get(workload);
  if (known) return known;
  const found = graph
    .servicesSelecting(workload.pod)
    .filter(
      ({ metadata, spec }) =>
        !metadata.deletionTimestamp && spec?.type !== 'ExternalName',
    );
  services.set(workload, found);
  return found;
}

/** Whether anything routes to a workload's pods. */
export function isServing(
  workload: JudgedWorkload,
  context: DetectionContext,
): boolean {
  return servicesOf(workload, context).length > 0;
}

/**
 * Names of the containers that a Service routes to: those that declare its target port; and the only container of a pod, which need not declare what it listens on.
 */
export function servedContainers(
  workload: JudgedWorkload,
  context: DetectionContext,
): ReadonlySet<string> {
  const known = readings.get(workload);
  if (known) return known;
  const containers = declaredContainers(workload.pod).filter(
    ({ role }) => role !== 'init',
  );
  const found = new Set(
    servicesOf(workload, context)
      .flatMap(({ spec }) => spec?.ports ?? [])
      .flatMap(port => targetsOf(port, containers))
      .map(({ container }) => container.name),
  );
  readings.set(workload, found);
  return found;
}

function targetsOf(
  { targetPort, port }: ServicePort,
  containers: readonly DeclaredContainer[],
): readonly DeclaredContainer[] {
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
