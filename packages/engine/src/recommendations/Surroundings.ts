import type { Container } from 'kubernetes-types/core/v1';
import { append } from '../append';
import {
  RevisionHistory,
  revisionHistory,
} from '../causes/changes/RevisionHistory';
import { targetOf } from '../detectors/autoscaling/scaleTarget';
import { nearbyServices } from '../detectors/references/nearbyServices';
import { parseImageName } from '../detectors/shared/imageName';
import { ObjectReference } from '../findings/Finding';
import { matchesSelector } from '../graph/labels';
import { Workload, podTemplateOf } from '../graph/workloads';
import { referenceKey } from '../findings/referenceKey';
import { ClusterSnapshot } from '../snapshot/ClusterSnapshot';
import { KnownKinds } from '../snapshot/objects';
import { parseQuantity } from '../snapshot/quantity';
import { fieldsOf, textOf } from '../snapshot/untyped';

type Autoscaler = KnownKinds['HorizontalPodAutoscaler'];

/** What all recommendations of one analysis ask about a cluster; each index is made when it is first asked. */
export class Surroundings {
  readonly history: RevisionHistory;
  readonly #snapshot: ClusterSnapshot;
  #autoscalers: Map<string, Autoscaler[]> | undefined;
  #verticalTargets: Set<string> | undefined;
  #images: Map<string, string[]> | undefined;
  readonly #largest = new Map<string, number>();

  constructor(snapshot: ClusterSnapshot) {
    this.#snapshot = snapshot;
    this.history = revisionHistory(snapshot);
  }

  /** Autoscalers that write a workload's number of replicas. */
  autoscalersOf(target: ObjectReference): readonly Autoscaler[] {
    if (!this.#autoscalers) {
      this.#autoscalers = new Map();
      for (const each of this.#snapshot.all('HorizontalPodAutoscaler')) {
        const scaled = targetOf(each);
        if (scaled) append(this.#autoscalers, referenceKey(scaled), each);
      }
    }
    return this.#autoscalers.get(referenceKey(target)) ?? [];
  }

  /** Whether a VerticalPodAutoscaler writes the requests of a workload; one whose mode is Off only tells them. */
  isSizedByAutoscaler(target: ObjectReference): boolean {
    this.#verticalTargets ??= new Set(
      this.#snapshot
        .all('VerticalPodAutoscaler.autoscaling.k8s.io')
        .flatMap(({ metadata, spec }) => {
          const { targetRef, updatePolicy } = fieldsOf(spec);
          const kind = textOf(fieldsOf(targetRef).kind);
          const name = textOf(fieldsOf(targetRef).name);
          const writes =
            !metadata.deletionTimestamp &&
            fieldsOf(updatePolicy).updateMode !== 'Off';
          return writes && kind && name
            ? [referenceKey({ kind, namespace: metadata.namespace, name })]
            : [];
        }),
    );
    return this.#verticalTargets.has(referenceKey(target));
  }

  /** Disruption budgets that cover a workload's pods. */
  budgetsOf(workload: Workload): readonly KnownKinds['PodDisruptionBudget'][] {
    const labels = podTemplateOf(workload)?.template.metadata?.labels;
    return this.#snapshot
      .inNamespace('PodDisruptionBudget', workload.metadata.namespace)
      .filter(
        ({ metadata, spec }) =>
          !metadata.deletionTimestamp &&
          matchesSelector(spec?.selector, labels),
      );
  }

  /** Images of a repository that containers run with now, as their pods name them. */
  imagesOf(repository: string): readonly string[] {
    if (!this.#images) {
      this.#images = new Map();
      const images = this.#snapshot
        .all('Pod')
        .reduce(withRunningImages, new Set<string>());
      for (const each of images)
        append(this.#images, parseImageName(each).repository, each);
    }
    return this.#images.get(repository) ?? [];
  }

  /** Services that a name which leads nowhere was probably to mean. */
  servicesNear(name: {
    name: string;
    namespace: string | undefined;
  }): readonly KnownKinds['Service'][] {
    return nearbyServices(
      {
        name: name.name,
        namespace: name.namespace ?? '',
        form: 'full',
        ofPod: false,
      },
      this.#snapshot,
    );
  }

  /** The most that any node allots of a resource, in its base unit. */
  largestNode(resource: string): number {
    const known = this.#largest.get(resource);
    if (known !== undefined) return known;
    const largest = Math.max(
      0,
      ...this.#snapshot
        .all('Node')
        .map(each => parseQuantity(each.status?.allocatable?.[resource]) ?? 0),
    );
    this.#largest.set(resource, largest);
    return largest;
  }
}

/** Adds the images of a pod's containers that the kubelet says to run, init containers first. */
function withRunningImages(
  images: Set<string>,
  { spec, status }: KnownKinds['Pod'],
) {
  const { containers = [], initContainers = [] } = spec ?? {};
  const statuses = [
    status?.initContainerStatuses ?? [],
    status?.containerStatuses ?? [],
  ];
  for (const list of statuses) {
    for (const { name, state } of list) {
      if (!state?.running || !name) continue;
      const declared =
        lastCalled(name, containers) ?? lastCalled(name, initContainers);
      if (typeof declared?.image === 'string') images.add(declared.image);
    }
  }
  return images;
}

function lastCalled(name: string, containers: readonly Container[]) {
  for (let index = containers.length - 1; index >= 0; index -= 1)
    if (containers[index].name === name) return containers[index];
  return undefined;
}
