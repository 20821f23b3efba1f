import type { Container, EnvVar } from 'kubernetes-types/core/v1';
import { field } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { detectorFamily } from '../detectorFamily';
import { DeclaredContainer, declaredContainers } from '../shared/containers';
import { isSystemNamespace } from '../shared/namespaces';
import { configurationOf } from '../shared/PodConfiguration';
import { activeAlikePods } from '../shared/pods';
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

type Pod = KnownKinds['Pod'];

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
  for (const { first, pods } of activeAlikePods(context)) {
    const { refersToVariables, repeatsVariables } = configurationOf(first);
    if (!refersToVariables && !repeatsVariables) continue;
    for (const declared of declaredContainers(first)) {
      for (const remark of remarksOn(first, declared, context)) {
        const { name, index, ...rest } = remark;
        const { container, path } = declared;
        for (const pod of pods)
          yield {
            ...rest,
            subject: context.graph.topOwner(pod),
            key: `${container.name}/${name}`,
            severity: 'low' as const,
            evidence: [field(pod, `${path}.env[${index}].name`, name)],
            affected: affectedPod(pod, { container: container.name }),
          };
      }
    }
  }
}

function* remarksOn(
  pod: Pod,
  { container }: DeclaredContainer,
  context: DetectionContext,
) {
  if (!container.env) return;
  const where = (name: string) =>
    `Variable ${name} of container ${container.name} of ${nameOf(context.graph.topOwner(pod))}`;
  for (const { name, index, missing } of unresolved(pod, container, context))
    yield {
      name,
      index,
      detector: 'config.env-unresolved-var',
      tier: 'risk' as const,
      message: `${where(name)} holds $(${missing}), which nothing defines before it: it stays literal text`,
    };
  if (isSystemNamespace(pod.metadata.namespace)) return;
  for (const { name, index } of duplicates(container.env))
    yield {
      name,
      index,
      detector: 'config.env-duplicate',
      tier: 'hygiene' as const,
      message: `${where(name)} is defined more than once; the last definition counts`,
    };
}

function duplicates(env: readonly EnvVar[]) {
  const seen = new Set<string>();
  const found: { name: string; index: number }[] = [];
  for (let index = 0; index < env.length; index++) {
    const { name } = env[index];
    if (seen.has(name)) found.push({ name, index });
    else if (name) seen.add(name);
  }
  return found;
}

/** `$$(NAME)` is an escape; the kubelet reads the text from left to right. */
const REFERENCE = /\$\$|\$\(([A-Za-z_.-][\w.-]*)\)/g;

function unresolved(pod: Pod, container: Container, context: DetectionContext) {
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
