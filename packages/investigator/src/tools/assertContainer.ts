import { KnownKinds } from '@opsagent/engine';
import { ClusterToolContext } from './Tool';

/** Pods that are named when the one that was asked for does not exist. */
const MOST_NAMED = 10;

/** @throws Error that names those that there are, when it is known that there is no such pod or container */
export function assertContainer(
  {
    container,
    namespace,
    pod: name,
  }: { namespace: string; pod: string; container: string },
  { snapshot }: Pick<ClusterToolContext, 'snapshot'>,
): void {
  const found = snapshot.lookup('Pod', namespace, name);
  if (found.state === 'unknown') return;
  if (found.state === 'absent') {
    const pods = snapshot
      .inNamespace('Pod', namespace)
      .map(each => each.metadata.name);
    throw new Error(
      `There is no Pod ${namespace}/${name}; ${listed(nearest(pods, name))}`,
    );
  }
  const containers = containersOf(found.object);
  if (containers.length > 0 && !containers.includes(container))
    throw new Error(
      `Pod ${namespace}/${name} has no container ${container}; ${listed(containers)}`,
    );
}

function containersOf({ spec }: KnownKinds['Pod']): string[] {
  return [
    ...(spec?.containers ?? []),
    ...(spec?.initContainers ?? []),
    ...(spec?.ephemeralContainers ?? []),
  ].map(each => each.name);
}

/** Those whose names begin alike first. */
function nearest(names: readonly string[], name: string): string[] {
  return names
    .map(each => ({ each, alike: alikeAtStart(each, name) }))
    .sort((one, other) => other.alike - one.alike)
    .map(({ each }) => each);
}

function alikeAtStart(one: string, other: string): number {
  const end = [...one].findIndex((letter, index) => letter !== other[index]);
  return end < 0 ? one.length : end;
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'there are none';
  const left = names.length - MOST_NAMED;
  return `there are ${names.slice(0, MOST_NAMED).join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}
