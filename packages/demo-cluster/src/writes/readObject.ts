import { apiVersionOf, KubernetesObject } from '@opsagent/engine';
import type { Request } from 'express';
import { parse as parseYaml } from 'yaml';
import type { ResourceType } from '../api/ResourceType';
import { badRequest, unsupportedMediaType } from '../errors/failures';
import { isRecord } from '../patch/mergePatch';

/** The media type of a request's body, without parameters. */
export function mediaTypeOf(request: Request): string {
  const [mediaType] = (request.headers['content-type'] ?? '').split(';');
  return mediaType.trim().toLowerCase();
}

export function bodyOf(request: Request): string {
  return Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
}

/** A JSON or YAML body; undefined when it is empty. @throws StatusError 400 or 415 */
export function readBody(request: Request, kind: string): unknown {
  const body = bodyOf(request);
  if (body === '') return undefined;
  try {
    switch (mediaTypeOf(request)) {
      case '':
      case '*/*':
      case 'application/json':
        return JSON.parse(body);
      case 'application/yaml':
        return parseYaml(body);
      default:
        throw unsupportedMediaType();
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw badRequest(
      `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error: ${error.message} (${body.slice(0, 100)})`,
    );
  }
}

/**
 * The object in a request's body, of the kind that the path names.
 *
 * @throws StatusError 400 for another kind, or for another namespace than the path's
 */
export function readObject(
  request: Request,
  type: ResourceType,
  namespace: string | undefined,
): KubernetesObject {
  const body = readBody(request, type.kind);
  if (!isRecord(body)) {
    throw badRequest(
      `the object provided is unrecognized (must be of type ${type.kind})`,
    );
  }
  const metadata = (body.metadata ?? {}) as KubernetesObject['metadata'];
  if (body.kind !== undefined && body.kind !== type.kind) {
    throw badRequest(
      `${body.kind} in version "${type.version}" cannot be handled as a ${type.kind}`,
    );
  }
  if (metadata.namespace && metadata.namespace !== namespace) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  return {
    ...body,
    kind: type.kind,
    apiVersion: apiVersionOf(type),
    metadata: { ...metadata, ...(namespace ? { namespace } : {}) },
  };
}
