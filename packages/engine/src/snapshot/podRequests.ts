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

const requestsOfSpec = oncePerObject((spec: PodSpec): Amounts => {
  const running = new Map<string, number>();
  const sidecars = new Map<string, number>();
  const starting = new Map<string, number>();
  for (const container of spec.containers ?? []) {
    addTo(running, requestsOf(container));
  }
  for (const container of spec.initContainers ?? []) {
    const requests = requestsOf(container);
    if (isNativeSidecar(container)) {
      addTo(running, requests);
      addTo(sidecars, requests);
      raiseTo(starting, sidecars);
    } else {
      const beside = new Map(sidecars);
      addTo(beside, requests);
      raiseTo(starting, beside);
    }
  }
  raiseTo(running, starting);
  for (const [resource, amount] of podLevelRequests(spec)) {
    running.set(resource, amount);
  }
  addTo(running, amountsOf(spec.overhead));
  return running;
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

/** An init container that keeps running beside the application. */
function isNativeSidecar(container: Container): boolean {
  return container.restartPolicy === 'Always';
}

/** A limit without a request counts as the request, as the API server defaults it. */
function requestsOf(container: Container): Amounts {
  const { requests, limits } = container.resources ?? {};
  return amountsOf({ ...limits, ...requests });
}

function podLevelRequests(spec: PodSpec | undefined): Amounts {
  const { resources } = (spec ?? {}) as {
    resources?: { requests?: Quantities; limits?: Quantities };
  };
  return amountsOf({ ...resources?.limits, ...resources?.requests });
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
