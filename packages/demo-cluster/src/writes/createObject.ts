import { randomBytes, randomUUID } from 'node:crypto';
import type { KubernetesObject } from '@opsagent/engine';
import type { DemoApi } from '../api/DemoApi';
import type { ResourceType } from '../api/ResourceType';
import { alreadyExists, invalid, notFound } from '../errors/failures';
import { StatusError } from '../errors/Status';
import { withDefaults } from './withDefaults';

/** Stores a new object, or only says what would be stored. @throws StatusError 404, 409 or 422 as the real server */
export function createObject(
  api: DemoApi,
  type: ResourceType,
  given: KubernetesObject,
  options: { dryRun: boolean },
): KubernetesObject {
  const { namespace } = given.metadata;
  if (namespace && !namespaceExists(api, namespace)) {
    const namespaces = api.types.find('', 'v1', 'namespaces') ?? type;
    throw notFound(namespaces, namespace);
  }
  if (given.metadata.resourceVersion) {
    throw new StatusError({
      message: 'resourceVersion should not be set on objects to be created',
      code: 500,
    });
  }
  const name = nameOf(type, given);
  if (api.store.get(type, namespace, name)) throw alreadyExists(type, name);
  const created = withDefaults(type, {
    ...given,
    metadata: {
      ...given.metadata,
      name,
      uid: randomUUID(),
      creationTimestamp: timestamp(api.now()),
    },
  });
  return options.dryRun ? created : api.store.put(type, created);
}

/** A time as Kubernetes writes it, in whole seconds. */
export function timestamp(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}

const SUBDOMAIN =
  '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*';

function nameOf(type: ResourceType, { metadata }: KubernetesObject): string {
  const name =
    metadata.name ||
    (metadata.generateName && metadata.generateName + randomSuffix());
  if (!name) {
    throw invalid(
      { kind: type.kind, group: type.group },
      {
        reason: 'FieldValueRequired',
        message: 'Required value: name or generateName is required',
        field: 'metadata.name',
      },
    );
  }
  if (!new RegExp(`^${SUBDOMAIN}$`).test(name) && !name.includes(':')) {
    throw invalid(
      { kind: type.kind, group: type.group, name },
      {
        reason: 'FieldValueInvalid',
        message: `Invalid value: "${name}": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${SUBDOMAIN}')`,
        field: 'metadata.name',
      },
    );
  }
  return name;
}

/** Five characters of the alphabet that Kubernetes uses, which spells no words. */
function randomSuffix(): string {
  const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
  return [...randomBytes(5)]
    .map(byte => alphabet[byte % alphabet.length])
    .join('');
}

/** A dump may hold a namespace's objects without the namespace itself. */
function namespaceExists({ store }: DemoApi, namespace: string): boolean {
  for (const { type, object } of store.all()) {
    const { metadata } = object;
    if (type.kind === 'Namespace' && metadata.name === namespace) return true;
    if (metadata.namespace === namespace) return true;
  }
  return false;
}
