import type { Request } from 'express';
import type { KubernetesObject } from '@opsagent/engine';
import { isDryRun, text } from '../api/listOptions';
import type { ResourceType } from '../api/ResourceType';
import { preconditionFailed } from '../errors/failures';
import { isRecord } from '../patch/mergePatch';
import { readBody } from './readObject';

/** What becomes of an object's dependents. */
export type Propagation = 'Background' | 'Foreground' | 'Orphan';

/** How to delete, from the body or the query of a delete request. */
export interface DeleteOptions {
  dryRun: boolean;
  propagation: Propagation;
  uid?: string;
  resourceVersion?: string;
}

export function readDeleteOptions(request: Request): DeleteOptions {
  const body = readBody(request, 'DeleteOptions');
  const options = isRecord(body) ? body : {};
  const preconditions = isRecord(options.preconditions)
    ? options.preconditions
    : {};
  const [dryRun] = Array.isArray(options.dryRun) ? options.dryRun : [];
  const policy = options.propagationPolicy ?? request.query.propagationPolicy;
  const orphan = options.orphanDependents ?? request.query.orphanDependents;
  return {
    dryRun: isDryRun(dryRun ?? request.query.dryRun, 'DeleteOptions'),
    propagation: propagationOf(String(orphan) === 'true' ? 'Orphan' : policy),
    uid: text(preconditions.uid as string | undefined),
    resourceVersion: text(preconditions.resourceVersion as string | undefined),
  };
}

/** @throws StatusError 409 when the object is not the one the client means */
export function checkPreconditions(
  type: ResourceType,
  { metadata }: KubernetesObject,
  { uid, resourceVersion }: DeleteOptions,
): void {
  if (uid && uid !== metadata.uid) {
    throw preconditionFailed(
      type,
      metadata.name,
      `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`,
    );
  }
  if (resourceVersion && resourceVersion !== metadata.resourceVersion) {
    throw preconditionFailed(
      type,
      metadata.name,
      `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`,
    );
  }
}

function propagationOf(policy: unknown): Propagation {
  return policy === 'Orphan' || policy === 'Foreground' ? policy : 'Background';
}
