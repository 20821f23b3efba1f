import { KubernetesObject } from '@opsagent/engine';
import { applyPatch as applyJsonPatch, Operation } from 'fast-json-patch';
import { parse as parseYaml } from 'yaml';
import type { ResourceType } from '../api/ResourceType';
import { badRequest, rejected, unsupportedMediaType } from '../errors/failures';
import { isRecord, mergePatch } from './mergePatch';
import { strategicMergePatch } from './strategicMergePatch';

export const APPLY_PATCH = 'application/apply-patch+yaml';

/** How a patch of one media type changes an object. */
export type Patch = (object: KubernetesObject) => KubernetesObject;

/**
 * Reads the body of a patch request.
 *
 * An apply patch is merged like a strategic merge patch: fields that an earlier apply set and this one leaves out stay, and owners of fields are not tracked.
 *
 * @throws StatusError 415 for a media type that is no patch, 400 for a body that is not of its media type
 */
export function parsePatch(
  type: ResourceType,
  mediaType: string,
  body: string,
): Patch {
  switch (mediaType) {
    case 'application/json-patch+json': {
      const operations = parseOperations(body);
      return object => applyOperations(object, operations);
    }
    case 'application/merge-patch+json': {
      const patch = parseJson(body);
      return object => mergePatch(object, patch) as KubernetesObject;
    }
    case 'application/strategic-merge-patch+json': {
      if (type.custom) throw unsupportedMediaType();
      const patch = parseJson(body);
      return object => strategicMergePatch(object, patch) as KubernetesObject;
    }
    case APPLY_PATCH: {
      const patch = parseApplied(body);
      return object => strategicMergePatch(object, patch) as KubernetesObject;
    }
    default:
      throw unsupportedMediaType();
  }
}

function parseJson(body: string): unknown {
  let patch: unknown;
  try {
    patch = JSON.parse(body);
  } catch {
    throw badRequest(
      `error decoding patch: invalid character '${body[0] ?? ''}' looking for beginning of value`,
    );
  }
  if (!isRecord(patch)) throw badRequest('error decoding patch: not an object');
  return patch;
}

function parseApplied(body: string): unknown {
  try {
    return parseYaml(body);
  } catch (error) {
    throw badRequest(`error decoding YAML: ${error}`);
  }
}

function parseOperations(body: string): Operation[] {
  let operations: unknown;
  try {
    operations = JSON.parse(body);
  } catch {
    throw badRequest(
      `error decoding patch: invalid character '${body[0] ?? ''}' looking for beginning of value`,
    );
  }
  if (!Array.isArray(operations)) {
    throw badRequest(
      'error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp',
    );
  }
  return operations as Operation[];
}

function applyOperations(
  object: KubernetesObject,
  operations: Operation[],
): KubernetesObject {
  try {
    return applyJsonPatch(structuredClone(object), operations, true, true, true)
      .newDocument;
  } catch {
    throw rejected();
  }
}
