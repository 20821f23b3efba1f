import type { ResourceType } from '../api/ResourceType';
import { StatusCause, StatusError } from './Status';

/*
 * The texts are those of kube-apiserver 1.35: clients match on some of them, and the suite in `testing` compares them with the real server.
 */

/** `deployments.apps`, or only `pods` in the core group. */
function qualified(type: ResourceType): string {
  return type.group ? `${type.plural}.${type.group}` : type.plural;
}

function detailsOf(type: ResourceType, name?: string) {
  return {
    ...(name ? { name } : {}),
    ...(type.group ? { group: type.group } : {}),
    kind: type.plural,
  };
}

export function notFound(type: ResourceType, name: string): StatusError {
  return new StatusError({
    message: `${qualified(type)} "${name}" not found`,
    reason: 'NotFound',
    details: detailsOf(type, name),
    code: 404,
  });
}

/** The path names no resource of a group and version that is otherwise served. */
export function unknownResource(): StatusError {
  return new StatusError({
    message: 'the server could not find the requested resource',
    reason: 'NotFound',
    details: {},
    code: 404,
  });
}

export function alreadyExists(type: ResourceType, name: string): StatusError {
  return new StatusError({
    message: `${qualified(type)} "${name}" already exists`,
    reason: 'AlreadyExists',
    details: detailsOf(type, name),
    code: 409,
  });
}

/** The object changed since the writer read it. */
export function modified(type: ResourceType, name: string): StatusError {
  return new StatusError({
    message: `Operation cannot be fulfilled on ${qualified(type)} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
    reason: 'Conflict',
    details: detailsOf(type, name),
    code: 409,
  });
}

/** A precondition of a delete request names another version or another object of this name. */
export function preconditionFailed(
  type: ResourceType,
  name: string,
  explanation: string,
): StatusError {
  return new StatusError({
    message: `Operation cannot be fulfilled on ${type.kind} "${name}": ${explanation}`,
    reason: 'Conflict',
    details: { name, kind: type.kind },
    code: 409,
  });
}

export function badRequest(message: string): StatusError {
  return new StatusError({ message, reason: 'BadRequest', code: 400 });
}

/** A field breaks a rule; `cause.message` stands behind the field's path in the message. */
export function invalid(
  subject: { kind: string; group?: string; name?: string },
  cause: StatusCause & { field: string },
): StatusError {
  const kind = subject.group
    ? `${subject.kind}.${subject.group}`
    : subject.kind;
  return new StatusError({
    message: `${kind} "${subject.name ?? ''}" is invalid: ${cause.field}: ${cause.message}`,
    reason: 'Invalid',
    details: {
      ...(subject.name ? { name: subject.name } : {}),
      ...(subject.group ? { group: subject.group } : {}),
      kind: subject.kind,
      causes: [cause],
    },
    code: 422,
  });
}

/** A JSON patch that does not fit the object. */
export function rejected(): StatusError {
  return new StatusError({
    message: 'the server rejected our request due to an error in our request',
    reason: 'Invalid',
    details: {},
    code: 422,
  });
}

export function unauthorized(): StatusError {
  return new StatusError({
    message: 'Unauthorized',
    reason: 'Unauthorized',
    code: 401,
  });
}

/** The user may not do this. `resource` may carry a subresource, such as `pods/log`. */
export function forbidden(
  type: ResourceType,
  attempt: {
    user: string;
    verb: string;
    resource: string;
    namespace?: string;
    name?: string;
  },
): StatusError {
  const { user, verb, resource, namespace, name } = attempt;
  const subject = name ? `${qualified(type)} "${name}"` : qualified(type);
  const place = namespace
    ? `in the namespace "${namespace}"`
    : 'at the cluster scope';
  return new StatusError({
    message: `${subject} is forbidden: User "${user}" cannot ${verb} resource "${resource}" in API group "${type.group}" ${place}`,
    reason: 'Forbidden',
    details: detailsOf(type, name),
    code: 403,
  });
}

/** The dump says nothing about this kind, so neither a list nor "not found" would be true. */
export function notCaptured(type: ResourceType, message?: string): StatusError {
  return new StatusError({
    message: message ?? `the dump does not hold ${qualified(type)}`,
    reason: 'ServiceUnavailable',
    code: 503,
  });
}

export function methodNotAllowed(): StatusError {
  return new StatusError({
    message: 'the server does not allow this method on the requested resource',
    reason: 'MethodNotAllowed',
    details: {},
    code: 405,
  });
}

export function notAcceptable(message: string): StatusError {
  return new StatusError({ message, reason: 'NotAcceptable', code: 406 });
}

export function unsupportedMediaType(): StatusError {
  return new StatusError({
    message: '415: Unsupported Media Type',
    reason: 'UnsupportedMediaType',
    details: {},
    code: 415,
  });
}

/** The state asked for is no longer remembered. */
export function expired(message: string, continueToken?: string): StatusError {
  const error = new StatusError({ message, reason: 'Expired', code: 410 });
  if (continueToken) error.status.metadata.continue = continueToken;
  return error;
}

/** The state asked for has not happened yet. */
export function resourceVersionTooLarge(
  wanted: number,
  current: number,
): StatusError {
  return new StatusError({
    message: `Timeout: Too large resource version: ${wanted}, current: ${current}`,
    reason: 'Timeout',
    details: {
      causes: [
        {
          reason: 'ResourceVersionTooLarge',
          message: 'Too large resource version',
        },
      ],
      retryAfterSeconds: 1,
    },
    code: 504,
  });
}
