import { KubernetesObject } from '../snapshot/objects';
import { resourceOfKind } from '../snapshot/resources';
import { DumpError } from './DumpError';

type Json = Record<string, unknown>;

/** The objects in one document: the object itself, or the items of a list of whatever kind. */
export function objectsIn(path: string, document: unknown): KubernetesObject[] {
  if (Array.isArray(document)) {
    return document.flatMap(each => objectsIn(path, each));
  }
  if (!isRecord(document)) {
    throw new DumpError(
      path,
      'expected Kubernetes objects, found a plain value. Remove the file from the dump',
    );
  }
  const list = listOf(document);
  if (!list) return [objectOf(path, document)];
  return list.items.flatMap((item, index) => {
    if (!isRecord(item)) {
      throw new DumpError(
        path,
        `item ${index} of the ${document.kind} is not an object`,
      );
    }
    // The items of a typed list leave their kind out; those of a `v1 List` may be lists again.
    return objectsIn(path, {
      ...item,
      kind: item.kind ?? list.kind,
      apiVersion: item.apiVersion ?? document.apiVersion,
    });
  });
}

function listOf({ kind, items, metadata }: Json) {
  if (typeof kind !== 'string' || !kind.endsWith('List')) return undefined;
  if (isRecord(metadata) && typeof metadata.name === 'string') return undefined;
  const itemKind = kind.slice(0, -'List'.length);
  return {
    kind: itemKind || undefined,
    items: Array.isArray(items) ? (items as unknown[]) : [],
  };
}

function objectOf(path: string, document: Json): KubernetesObject {
  const { kind, apiVersion, metadata } = document;
  if (kind === 'Status') {
    throw new DumpError(
      path,
      `holds an error of the API server (${document.message ?? document.reason}) instead of objects. Remove the file and name the kind under "forbidden" or "notRead" in meta.json`,
    );
  }
  if (typeof kind !== 'string' || typeof apiVersion !== 'string') {
    throw new DumpError(
      path,
      'expected Kubernetes objects, found one without kind or apiVersion. Remove the file from the dump, or write it with kubectl get -o yaml',
    );
  }
  if (!isRecord(metadata) || typeof metadata.name !== 'string') {
    throw new DumpError(
      path,
      `found a ${kind} without metadata.name. Only objects as the cluster returns them can be diagnosed`,
    );
  }
  const { name } = metadata;
  const isNamespaced = resourceOfKind(kind)?.namespaced === true;
  const namespace =
    metadata.namespace ?? (isNamespaced ? 'default' : undefined);
  return {
    ...document,
    kind,
    apiVersion,
    metadata: {
      ...metadata,
      name,
      ...(typeof namespace === 'string' ? { namespace } : {}),
    },
  };
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
