import type { Container } from 'kubernetes-types/core/v1';
import { field } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { detectorFamily } from '../detectorFamily';
import { declaredContainers } from '../shared/containers';
import { isSystemNamespace } from '../shared/namespaces';
import { activePods } from '../shared/pods';
import { affectedPod, groupSightings, nameOf } from '../shared/sightings';
import { knownVariables } from './knownVariables';

const ROWS = [
  {
    id: 'config.env-unresolved-var',
    title: 'Environment variable refers to one that is not defined',
    documentation: {
      speaks:
        'The value of an environment variable contains $(NAME), and nothing before it defines that name: the text stays as it is.',
      silent:
        'Escaped references, $$(NAME), and containers whose variables come from objects that were not read.',
    },
    tier: 'risk' as const,
  },
  {
    id: 'config.env-duplicate',
    title: 'Environment variable is defined twice',
    documentation: {
      speaks:
        'An environment variable is defined twice in a container; the last definition counts.',
      silent: 'Namespaces of the system.',
    },
  },
] as const;

/** Environment variables that do not say what their author meant. Values never become evidence: they may be credentials. */
export const environment = detectorFamily({
  rows: ROWS,
  tier: 'hygiene',
  kinds: ['Pod'],
  documentation: {
    sources: [
      'https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/',
    ],
  },
  read: context => groupSightings(sightings(context)),
});

function* sightings(context: DetectionContext) {
  for (const pod of activePods(context)) {
    for (const { container, path } of declaredContainers(pod)) {
      if (!container.env) continue;
      const shared = (name: string, index: number) => ({
        subject: context.graph.topOwner(pod),
        key: `${container.name}/${name}`,
        severity: 'low' as const,
        evidence: [field(pod, `${path}.env[${index}].name`, name)],
        affected: affectedPod(pod, { container: container.name }),
      });
      for (const { name, index, missing } of unresolved(
        pod,
        container,
        context,
      )) {
        yield {
          ...shared(name, index),
          detector: 'config.env-unresolved-var',
          tier: 'risk' as const,
          message: `Variable ${name} of container ${container.name} of ${nameOf(context.graph.topOwner(pod))} holds $(${missing}), which nothing defines before it: it stays literal text`,
        };
      }
      if (isSystemNamespace(pod.metadata.namespace)) continue;
      for (const { name, index } of duplicates(container)) {
        yield {
          ...shared(name, index),
          detector: 'config.env-duplicate',
          tier: 'hygiene' as const,
          message: `Variable ${name} of container ${container.name} of ${nameOf(context.graph.topOwner(pod))} is defined more than once; the last definition counts`,
        };
      }
    }
  }
}

function duplicates({ env = [] }: Container) {
  const seen = new Set<string>();
  return env.flatMap(({ name }, index) => {
    if (seen.has(name)) return [{ name, index }];
    if (name) seen.add(name);
    return [];
  });
}

/** `$$(NAME)` is an escape; the kubelet reads the text from left to right. */
const REFERENCE = /\$\$|\$\(([A-Za-z_.-][\w.-]*)\)/g;

function unresolved(
  pod: KnownKinds['Pod'],
  container: Container,
  context: DetectionContext,
) {
  const env = container.env ?? [];
  if (!env.some(({ value }) => value?.includes('$('))) return [];
  const known = knownVariables(pod, container, context);
  if (!known) return [];

  return env.flatMap(({ name, value }, index) => {
    const missing = [...(value ?? '').matchAll(REFERENCE)]
      .map(match => match[1])
      .find(each => each !== undefined && !known.has(each));
    known.add(name);
    return missing === undefined || !name ? [] : [{ name, index, missing }];
  });
}
