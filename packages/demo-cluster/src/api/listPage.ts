import type { KubernetesObject } from '@opsagent/engine';
import {
  badRequest,
  expired,
  resourceVersionTooLarge,
} from '../errors/failures';
import { keyOf, ObjectStore } from '../store/ObjectStore';
import { Continuation, decodeContinue, encodeContinue } from './continueToken';
import type { ListOptions } from './listOptions';
import type { ResourceType } from './ResourceType';

export interface ListPage {
  items: KubernetesObject[];
  metadata: {
    resourceVersion: string;
    continue?: string;
    remainingItemCount?: number;
  };
}

/**
 * One page of a list. All pages of a list show the state at its first page.
 *
 * @throws StatusError 410 when that state is no longer known, 400 and 504 for resource versions that are none or lie ahead
 */
export function listPage(
  store: ObjectStore,
  target: { type: ResourceType; namespace?: string },
  options: ListOptions,
): ListPage {
  const from = startOf(store, options);
  const objects = objectsAt(store, target, from);
  const matching = objects.filter(
    object =>
      options.labels.matches(object.metadata.labels) &&
      options.fields.matches(object),
  );
  const rest = from.after
    ? matching.filter(object => keyOf(object.metadata) > from.after)
    : matching;
  const items = rest.slice(0, options.limit ?? rest.length);
  const remaining = rest.length - items.length;
  if (remaining === 0) {
    return { items, metadata: { resourceVersion: String(from.revision) } };
  }
  const after = keyOf(items[items.length - 1].metadata);
  const selected = !options.labels.isEmpty || !options.fields.isEmpty;
  return {
    items,
    metadata: {
      resourceVersion: String(from.revision),
      continue: encodeContinue({ revision: from.revision, after }),
      // As the real server, which does not count what a selector may still leave out.
      ...(selected ? {} : { remainingItemCount: remaining }),
    },
  };
}

function startOf(store: ObjectStore, options: ListOptions): Continuation {
  if (options.continue) {
    const from = decodeContinue(options.continue);
    return from.revision < 0 ? { ...from, revision: store.revision } : from;
  }
  const wanted = revisionOf(options.resourceVersion);
  if (wanted > store.revision) {
    throw resourceVersionTooLarge(wanted, store.revision);
  }
  return { revision: options.exact ? wanted : store.revision, after: '' };
}

function revisionOf(resourceVersion: string | undefined): number {
  if (resourceVersion === undefined) return 0;
  if (/^\d+$/.test(resourceVersion)) return Number(resourceVersion);
  throw badRequest(
    `invalid resource version: resourceVersion: Invalid value: "${resourceVersion}": strconv.ParseUint: parsing "${resourceVersion}": invalid syntax`,
  );
}

function objectsAt(
  store: ObjectStore,
  { type, namespace }: { type: ResourceType; namespace?: string },
  from: Continuation,
): KubernetesObject[] {
  const objects = store.listAt(from.revision, type, namespace);
  if (objects) return objects;
  if (!from.after) {
    throw expired('The resourceVersion for the provided list is too old.');
  }
  throw expired(
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.',
    encodeContinue({ revision: -1, after: from.after }),
  );
}
