import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import { field, referenceTo } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';

import { DraftCollector } from '../DraftCollector';
import { detectorFamily } from '../detectorFamily';
import { isSystemNamespace } from '../shared/namespaces';

type Pod = KnownKinds['Pod'];
type Resources = NonNullable<Container['resources']>;

/**
 * Containers that state no requests or no memory limit.
 *
 * Judged on running pods, because a limit range may have added what the template lacks. Resources stated for the pod as a whole count for its containers.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export const missingResources = detectorFamily({
  rows: [
    { id: 'resources.requests-missing', title: 'Container states no request' },
    {
      id: 'resources.memory-limit-missing',
      title: 'Container has no memory limit',
    },
  ],
  tier: 'hygiene',
  kinds: ['Pod'],

  *read(context) {
    const collector = new DraftCollector();
    for (const pod of context.snapshot.all('Pod')) {
      if (!isJudged(pod)) continue;
      const subject = context.graph.topOwner(pod);
      for (const { container, path } of longRunning(pod)) {
        const stated = container.resources ?? {};
        const base = {
          subject,
          severity: 'medium' as const,
          evidence: [field(pod, `${path}.resources`, stated)],
          affected: [{ ...referenceTo(pod), container: container.name }],
        };
        for (const resource of ['cpu', 'memory']) {
          if (hasRequest(pod.spec, stated, resource)) continue;
          collector.add({
            ...base,
            detector: 'resources.requests-missing',
            key: `${container.name}/${resource}`,
            message: `Container ${container.name} requests no ${resource}`,
          });
        }
        if (!hasMemoryLimit(pod.spec, stated)) {
          collector.add({
            ...base,
            detector: 'resources.memory-limit-missing',
            key: container.name,
            message: `Container ${container.name} has no memory limit`,
          });
        }
      }
    }
    yield* collector.drafts();
  },
});

function isJudged({ metadata, status }: Pod) {
  return (
    status?.phase === 'Running' &&
    !metadata.deletionTimestamp &&
    !isSystemNamespace(metadata.namespace) &&
    !metadata.annotations?.['kubernetes.io/config.mirror']
  );
}

/** Containers and native sidecars; what runs only at the start needs no sizing. */
function longRunning(pod: Pod) {
  const { containers = [], initContainers = [] } = pod.spec ?? {};
  return [
    ...containers.map((container, index) => ({
      container,
      path: `spec.containers[${index}]`,
    })),
    ...initContainers
      .map((container, index) => ({
        container,
        path: `spec.initContainers[${index}]`,
      }))
      .filter(each => each.container.restartPolicy === 'Always'),
  ];
}

function podLevel(spec: PodSpec | undefined): Resources {
  return (spec as { resources?: Resources } | undefined)?.resources ?? {};
}

function hasRequest(
  spec: PodSpec | undefined,
  { requests, limits }: Resources,
  resource: string,
) {
  const pod = podLevel(spec);
  return Boolean(
    requests?.[resource] ??
    limits?.[resource] ??
    pod.requests?.[resource] ??
    pod.limits?.[resource],
  );
}

function hasMemoryLimit(spec: PodSpec | undefined, { limits }: Resources) {
  return Boolean(limits?.memory ?? podLevel(spec).limits?.memory);
}
