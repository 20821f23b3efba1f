import type { V1PolicyRule } from '@kubernetes/client-node';
import { API_RESOURCES } from '@opsagent/engine';

/** What an account needs to read all that a scan reads, but for the given kinds. */
export function readEverythingBut(...kinds: string[]): V1PolicyRule[] {
  return API_RESOURCES.filter(({ kind }) => !kinds.includes(kind)).map(
    ({ group, plural }) => ({
      apiGroups: [group],
      resources: [plural],
      verbs: ['get', 'list', 'watch'],
    }),
  );
}
