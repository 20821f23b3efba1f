import { append } from '../../append';
import { matchesLabels } from '../../graph/labels';
import { podTemplateOf } from '../../graph/workloads';
import { KnownKinds, KubernetesObject } from '../../snapshot/objects';
import { fieldsOf, labelsOf } from '../../snapshot/untyped';
import { DetectionContext } from '../Detector';
import { activePods } from '../shared/pods';

type Pod = KnownKinds['Pod'];

/** What serves a Gateway of Istio. */
export interface GatewayPods {
  selector: Readonly<Record<string, string>>;
  pods: readonly Pod[];
  /** Whether some workload makes such pods, even if there are none now. */
  hasWorkload: boolean;
}

/** Pods that Gateways select, in all namespaces, with one pass over the pods for all Gateways. */
export function gatewayPods(
  gateways: readonly KubernetesObject[],
  context: DetectionContext,
): ReadonlyMap<KubernetesObject, GatewayPods> {
  if (gateways.length === 0) return new Map();
  const selectors = new Map(
    gateways.map(each => [each, labelsOf(fieldsOf(each.spec).selector)]),
  );
  const pairs = new Set(
    [...selectors.values()].flatMap(each => Object.entries(each).map(pairOf)),
  );
  const pods = byPair(
    [...activePods(context)],
    pairs,
    pod => pod.metadata.labels,
  );
  const workloads = byPair(
    context.graph.workloads(),
    pairs,
    each => podTemplateOf(each)?.template.metadata?.labels,
  );
  return new Map(
    [...selectors].map(([gateway, selector]) => [
      gateway,
      {
        selector,
        pods: matching(pods, selector),
        hasWorkload: matching(workloads, selector).length > 0,
      },
    ]),
  );
}

interface Labelled<T> {
  object: T;
  labels: Readonly<Record<string, string>> | undefined;
}

function byPair<T>(
  objects: readonly T[],
  pairs: ReadonlySet<string>,
  labelsOfObject: (object: T) => Labelled<T>['labels'],
) {
  const index = new Map<string, Labelled<T>[]>();
  for (const object of objects) {
    const labels = labelsOfObject(object);
    for (const pair of Object.entries(labels ?? {}).map(pairOf))
      if (pairs.has(pair)) append(index, pair, { object, labels });
  }
  return index;
}

function matching<T>(
  index: ReadonlyMap<string, readonly Labelled<T>[]>,
  selector: GatewayPods['selector'],
): T[] {
  const [pair] = Object.entries(selector);
  if (!pair) return [];
  return (index.get(pairOf(pair)) ?? [])
    .filter(({ labels }) => matchesLabels(selector, labels))
    .map(({ object }) => object);
}

function pairOf([key, value]: readonly [string, string]) {
  return `${key}=${value}`;
}
