import { ApiResource } from '@opsagent/engine';
import { isRecord, parseJson } from './Answer';
import { ClusterConnection, NoAnswerError } from './ClusterConnection';

/** What can be asked of a cluster, and what it does not have. */
export interface ServedResources {
  /** In the version in which the cluster serves them. */
  served: ApiResource[];
  notServed: ApiResource[];
}

/** Whether a version of a resource is served, as far as the cluster said. */
type IsServed = (resource: ApiResource, version: string) => boolean;

/** Servers older than 1.30 answer with the plain list of groups. */
const DISCOVERY =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';

/**
 * Sorts out the optional kinds that the cluster does not serve, with one request: it answers with what it serves under each group and version, or, if old, with the
 * groups and versions alone. The kinds of one group differ in their versions, so there a list request may still be answered with 404. Where nothing usable is
 * answered every kind is taken as served: its own list request then tells.
 *
 * @see https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery
 */
export async function servedResources(
  connection: ClusterConnection,
  resources: readonly ApiResource[],
): Promise<ServedResources> {
  if (!resources.some(({ optional }) => optional)) {
    return { served: [...resources], notServed: [] };
  }
  const isServed = await askWhatIsServed(connection);
  const result: ServedResources = { served: [], notServed: [] };
  for (const resource of resources) {
    const { optional } = resource;
    if (!optional || !isServed) {
      result.served.push(resource);
      continue;
    }
    const version = optional.versions.find(each => isServed(resource, each));
    if (version) result.served.push({ ...resource, version });
    else result.notServed.push(resource);
  }
  return result;
}

/** Undefined when the server does not say. */
async function askWhatIsServed(
  connection: ClusterConnection,
): Promise<IsServed | undefined> {
  try {
    const answer = await connection.get('/apis', DISCOVERY);
    if (answer.status !== 200) return undefined;
    const list = parseJson(answer.text);
    return fromDiscovery(list) ?? fromGroups(list);
  } catch (error) {
    if (error instanceof NoAnswerError) return undefined;
    throw error;
  }
}

function fromDiscovery(list: unknown): IsServed | undefined {
  if (!isRecord(list) || !Array.isArray(list.items)) return undefined;
  const served = new Set<string>();
  for (const { metadata, versions } of list.items.filter(isRecord)) {
    const group = isRecord(metadata) ? metadata.name : undefined;
    for (const { version, resources } of records(versions)) {
      for (const { resource } of records(resources))
        served.add(`${group}/${version}/${resource}`);
    }
  }
  return ({ group, plural }, version) =>
    served.has(`${group}/${version}/${plural}`);
}

function fromGroups(list: unknown): IsServed | undefined {
  if (!isRecord(list) || !Array.isArray(list.groups)) return undefined;
  const served = new Set<string>();
  for (const { name, versions } of list.groups.filter(isRecord)) {
    for (const { version } of records(versions))
      served.add(`${name}/${version}`);
  }
  return ({ group }, version) => served.has(`${group}/${version}`);
}

function records(value: unknown) {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
