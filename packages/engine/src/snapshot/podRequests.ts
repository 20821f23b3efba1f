import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import { oncePerObject } from '../oncePerObject';
import { parseQuantity } from './quantity';

/** Amounts by resource name. CPU counts in millicores, everything else in its base unit, so that sums stay exact. */
export type Amounts = ReadonlyMap<string, number>;

type Quantities = Readonly<Record<string, string>>;

/** A quantity as an exact whole number: millicores for CPU, bytes or units for the rest, rounded up as the scheduler does. */
function amountOf(
  resource: string,
  quantity: string | number | undefined,
): number | undefined {
  const value = parseQuantity(quantity);
  if (value === undefined) return undefined;
  const amount = resource === 'cpu' ? value * 1000 : value;
  // The product of a decimal fraction and 1000 may lie a hair above the whole number that is meant.
  return Number.isInteger(amount)
    ? amount
    : Math.ceil(Number(amount.toFixed(6)));
}

/** All quantities of a resource list. */
export function amountsOf(quantities: Quantities | undefined): Amounts {
  const amounts = new Map<string, number>();
  for (const [resource, quantity] of Object.entries(quantities ?? {})) {
    const amount = amountOf(resource, quantity);
    if (amount !== undefined) amounts.set(resource, amount);
  }
  return amounts;
}

/** What the containers of a pod need together, of that which each of them states. */
function neededBy(
  spec: PodSpec,
  statedBy: (container: Container) => Amounts,
): Map<string, number> {
  const running = new Map<string, number>();
  const sidecars = new Map<string, number>();
  const starting = new Map<string, number>();
  for (const container of spec.containers ?? []) {
    addTo(running, statedBy(container));
  }
  for (const container of spec.initContainers ?? []) {
    const stated = statedBy(container);
    if (isNativeSidecar(container)) {
      addTo(running, stated);
      addTo(sidecars, stated);
      raiseTo(starting, sidecars);
    } else {
      const beside = new Map(sidecars);
      addTo(beside, stated);
      raiseTo(starting, beside);
    }
  }
  raiseTo(running, starting);
  return running;
}

const requestsOfSpec = oncePerObject((spec: PodSpec): Amounts => {
  const requests = neededBy(spec, requestsOf);
  const { requests: stated, limits } = podLevelResources(spec);
  for (const [resource, amount] of amountsOf({ ...limits, ...stated })) {
    requests.set(resource, amount);
  }
  addTo(requests, amountsOf(spec.overhead));
  return requests;
});

const limitsOfSpec = oncePerObject((spec: PodSpec): Amounts => {
  const limits = neededBy(spec, ({ resources }) =>
    amountsOf(resources?.limits),
  );
  for (const [resource, amount] of amountsOf(podLevelResources(spec).limits)) {
    limits.set(resource, amount);
  }
  for (const [resource, amount] of amountsOf(spec.overhead)) {
    const limit = limits.get(resource);
    if (limit !== undefined) limits.set(resource, limit + amount);
  }
  return limits;
});

/**
 * What a pod asks of its node: the larger of what its containers and native sidecars need together and what each init container needs beside the sidecars started
 * before it, plus the overhead of its runtime class. Requests of the pod as a whole replace the sum for the resources they name.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
 */
export function podRequests(spec: PodSpec | undefined): Amounts {
  return spec ? requestsOfSpec(spec) : new Map();
}

/**
 * The most that a pod may use, counted like its requests. A container without a limit adds nothing, although it may use all that the node has; the overhead adds to
 * limits that are set.
 */
export function podLimits(spec: PodSpec | undefined): Amounts {
  return spec ? limitsOfSpec(spec) : new Map();
}

/** An init container that keeps running beside the application. */
function isNativeSidecar(container: Container): boolean {
  return container.restartPolicy === 'Always';
}

/** A limit without a request counts as the request, as the API server defaults it. */
function requestsOf(container: Container): Amounts {
  const { requests, limits } = container.resources ?? {};
  return amountsOf({ ...limits, ...requests });
}

function podLevelResources(spec: PodSpec) {
  const { resources } = spec as {
    resources?: { requests?: Quantities; limits?: Quantities };
  };
  return resources ?? {};
}

function addTo(total: Map<string, number>, amounts: Amounts) {
  for (const [resource, amount] of amounts) {
    total.set(resource, (total.get(resource) ?? 0) + amount);
  }
}

function raiseTo(total: Map<string, number>, amounts: Amounts) {
  for (const [resource, amount] of amounts) {
    total.set(resource, Math.max(total.get(resource) ?? 0, amount));
  }
}
