import { ApiResource } from '@opsagent/engine';
import { isRecord, parseJson } from './Answer';
import { ClusterConnection, NoAnswerError } from './ClusterConnection';

/** What can be asked of a cluster, and what it does not have. */
export interface ServedResources {
  /** In the version in which the cluster serves them. */
  served: ApiResource[];
  notServed: ApiResource[];
}

/**
 * Sorts out the optional kinds whose group or versions the cluster does not serve, with one request for its list of groups. Where that list cannot be had every
 * kind is taken as served: its own list request then tells.
 */
export async function servedResources(
  connection: ClusterConnection,
  resources: readonly ApiResource[],
): Promise<ServedResources> {
  if (!resources.some(({ optional }) => optional)) {
    return { served: [...resources], notServed: [] };
  }
  const groups = await askGroups(connection);
  const result: ServedResources = { served: [], notServed: [] };
  for (const resource of resources) {
    const { group, optional } = resource;
    if (!optional || !groups) {
      result.served.push(resource);
      continue;
    }
    const version = optional.versions.find(each =>
      groups.get(group)?.has(each),
    );
    if (version) result.served.push({ ...resource, version });
    else result.notServed.push(resource);
  }
  return result;
}

/** The served versions by group; undefined when the server does not say. */
async function askGroups(
  connection: ClusterConnection,
): Promise<Map<string, Set<string>> | undefined> {
  try {
    const answer = await connection.get('/apis');
    return answer.status === 200 ? groupsIn(parseJson(answer.text)) : undefined;
  } catch (error) {
    if (error instanceof NoAnswerError) return undefined;
    throw error;
  }
}

function groupsIn(list: unknown): Map<string, Set<string>> | undefined {
  if (!isRecord(list) || !Array.isArray(list.groups)) return undefined;
  const groups = new Map<string, Set<string>>();
  for (const group of list.groups) {
    if (!isRecord(group) || typeof group.name !== 'string') continue;
    const versions = Array.isArray(group.versions) ? group.versions : [];
    groups.set(
      group.name,
      new Set(
        versions.flatMap(each =>
          isRecord(each) && typeof each.version === 'string'
            ? [each.version]
            : [],
        ),
      ),
    );
  }
  return groups;
}
