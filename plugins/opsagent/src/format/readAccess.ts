import { EntityCluster } from '@opsagent/backstage-plugin-opsagent-common';
import { resourceOfKind } from '@opsagent/engine';

export type UnreadKind = EntityCluster['unread'][number];

/**
 * The rules that a ClusterRole needs so that kinds which were forbidden can be read. Undefined when none was forbidden.
 *
 * Kinds whose plural is unknown are left out: a guessed rule would grant nothing.
 */
export function missingReadAccess(
  unread: readonly UnreadKind[],
): string | undefined {
  const plurals = new Map<string, string[]>();
  for (const { kind, state } of unread) {
    const resource = resourceOfKind(kind);
    if (state !== 'forbidden' || !resource) continue;
    const { group, plural } = resource;
    plurals.set(group, [...(plurals.get(group) ?? []), plural]);
  }
  if (plurals.size === 0) return undefined;
  const rules = [...plurals].sort(([a], [b]) => a.localeCompare(b));
  return rules
    .flatMap(([group, resources]) => [
      `- apiGroups: ["${group}"]`,
      `  resources: [${quoted(resources.sort())}]`,
      `  verbs: ["get", "list", "watch"]`,
    ])
    .join('\n');
}

function quoted(words: readonly string[]) {
  return words.map(word => `"${word}"`).join(', ');
}
