import type { Request } from 'express';
import { badRequest, invalid } from '../errors/failures';
import { FieldSelector } from '../selectors/FieldSelector';
import { LabelSelector } from '../selectors/LabelSelector';
import { isTrue } from './RequestTarget';
import type { ResourceType } from './ResourceType';

type Query = Request['query'];

/** The query parameters of list, watch and delete-collection requests. */
export interface ListOptions {
  labels: LabelSelector;
  fields: FieldSelector;
  limit?: number;
  continue?: string;
  resourceVersion?: string;
  exact: boolean;
  timeoutSeconds?: number;
  allowWatchBookmarks: boolean;
  sendInitialEvents: boolean;
}

/** @throws StatusError 400 or 422 in the API server's words */
export function parseListOptions(
  query: Query,
  type: ResourceType,
): ListOptions {
  const resourceVersionMatch = text(query.resourceVersionMatch);
  const sendInitialEvents = isTrue(query.sendInitialEvents);
  if (sendInitialEvents && resourceVersionMatch !== 'NotOlderThan') {
    throw invalid(
      { kind: 'ListOptions', group: 'meta.k8s.io' },
      {
        reason: 'FieldValueForbidden',
        message:
          'Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
        field: 'resourceVersionMatch',
      },
    );
  }
  return {
    labels: LabelSelector.parse(text(query.labelSelector)),
    fields: FieldSelector.parse(text(query.fieldSelector), type),
    limit: integer(query.limit) || undefined,
    continue: text(query.continue),
    resourceVersion: text(query.resourceVersion),
    exact: resourceVersionMatch === 'Exact',
    timeoutSeconds: integer(query.timeoutSeconds),
    allowWatchBookmarks: isTrue(query.allowWatchBookmarks),
    sendInitialEvents,
  };
}

/** A query parameter that was given and is not empty. */
export function text(value: Query[string]): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** @throws StatusError 400 in the words of Go's number parser */
export function integer(value: Query[string]): number | undefined {
  const given = text(value);
  if (given === undefined) return undefined;
  if (!/^[+-]?\d+$/.test(given)) {
    throw badRequest(`strconv.ParseInt: parsing "${given}": invalid syntax`);
  }
  return Number(given);
}

/** Whether nothing is to be stored. @throws StatusError 422 for a value other than `All` */
export function isDryRun(value: Query[string], optionsKind: string): boolean {
  const given = text(value);
  if (given !== undefined && given !== 'All') {
    throw invalid(
      { kind: optionsKind, group: 'meta.k8s.io' },
      {
        reason: 'FieldValueNotSupported',
        message: `Unsupported value: ["${given}"]: supported values: "All"`,
        field: 'dryRun',
      },
    );
  }
  return given === 'All';
}
