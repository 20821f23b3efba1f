import type { Request } from 'express';
import { methodNotAllowed, unknownResource } from '../errors/failures';
import type { ResourceType } from './ResourceType';
import { TypeRegistry } from './TypeRegistry';

export type Verb =
  | 'get'
  | 'list'
  | 'watch'
  | 'create'
  | 'update'
  | 'patch'
  | 'delete'
  | 'deletecollection';

/** What a request is about, read from its method and path alone. */
export interface RequestTarget {
  type: ResourceType;
  verb: Verb;
  namespace?: string;
  name?: string;
  subresource?: string;
}

/** Paths below a namespace that are the namespace's own subresources and no resource in it. */
const NAMESPACE_SUBRESOURCES = new Set(['status', 'finalize']);

/**
 * Reads the target of a request.
 *
 * @returns undefined when the path lies outside the groups that are served
 * @throws StatusError 404 for an unknown resource of a served group, 405 for a method that the path does not take
 */
export function parseTarget(
  request: Pick<Request, 'method' | 'path' | 'query'>,
  types: TypeRegistry,
): RequestTarget | undefined {
  const [root, ...segments] = request.path
    .split('/')
    .filter(Boolean)
    .map(decodeURIComponent);
  if (root !== 'api' && root !== 'apis') return undefined;
  const [group, version, ...path] =
    root === 'api' ? ['', ...segments] : segments;
  if (types.versionsOf(group).length === 0) return undefined;

  const deprecatedWatch = path[0] === 'watch';
  if (deprecatedWatch) path.shift();
  const { namespace, plural, name, subresource } = locate(path);
  const type = types.find(group, version, plural);
  if (!type || (namespace !== undefined && !type.namespaced)) {
    throw unknownResource();
  }
  if (name && type.namespaced && !namespace) throw unknownResource();
  const watch = deprecatedWatch || isTrue(request.query.watch);
  const verb = verbOf(request.method, { watch, name, type, namespace });
  return { type, verb, namespace, name, subresource };
}

/** `true` and `1` as Go's query decoding reads flags. */
export function isTrue(value: unknown): boolean {
  return value === 'true' || value === '1';
}

function locate(path: readonly string[]) {
  const [first, second, third] = path;
  const inNamespace =
    first === 'namespaces' &&
    third !== undefined &&
    !NAMESPACE_SUBRESOURCES.has(third);
  const [plural = '', name, subresource] = inNamespace ? path.slice(2) : path;
  return {
    namespace: inNamespace ? second : undefined,
    plural,
    name,
    subresource,
  };
}

function verbOf(
  method: string,
  {
    watch,
    name,
    type,
    namespace,
  }: Pick<RequestTarget, 'type' | 'name' | 'namespace'> & { watch: boolean },
): Verb {
  switch (method) {
    case 'GET':
    case 'HEAD':
      if (name) return 'get';
      return watch ? 'watch' : 'list';
    case 'POST':
      if (name || (type.namespaced && !namespace)) throw methodNotAllowed();
      return 'create';
    case 'PUT':
      if (!name) throw methodNotAllowed();
      return 'update';
    case 'PATCH':
      if (!name) throw methodNotAllowed();
      return 'patch';
    case 'DELETE':
      return name ? 'delete' : 'deletecollection';
    default:
      throw methodNotAllowed();
  }
}
