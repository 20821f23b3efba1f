import { KubernetesObject } from '../snapshot/objects';
import { resourceOfKind } from '../snapshot/resources';
import { DumpError } from './DumpError';

type Json = Record<string, unknown>;

/** How to take what a document does not say, or says otherwise than a cluster would. */
export interface DocumentReading {
  /** Of objects that state none. */
  namespace: string;
  /** Whether the API server has yet to complete `metadata.generateName` to a name. */
  mayLackNames: boolean;
  /** Takes note of a document that is no object, or throws. */
  refuse(refusal: DumpError): void;
}

const AS_RETURNED_BY_A_CLUSTER: DocumentReading = {
  namespace: 'default',
  mayLackNames: false,
  refuse(refusal) {
    throw refusal;
  },
};

/** The objects in one document: the object itself, or the items of a list of whatever kind. */
export function objectsIn(
  path: string,
  document: unknown,
  reading: DocumentReading = AS_RETURNED_BY_A_CLUSTER,
): KubernetesObject[] {
  const refuse = (reason: string): KubernetesObject[] => {
    reading.refuse(new DumpError(path, reason));
    return [];
  };
  if (Array.isArray(document)) {
    return document.flatMap(each => objectsIn(path, each, reading));
  }
  if (!isRecord(document)) {
    return refuse(
      'expected Kubernetes objects, found a plain value. Remove the file from the dump',
    );
  }
  const list = listOf(document);
  if (!list) {
    const fault = faultOf(document, reading);
    return fault ? refuse(fault) : [objectOf(document, reading)];
  }
  return list.items.flatMap((item, index) => {
    if (!isRecord(item)) {
      return refuse(`item ${index} of the ${document.kind} is not an object`);
    }
    const whole = {
      ...item,
      kind: item.kind ?? list.kind,
      apiVersion: item.apiVersion ?? document.apiVersion,
    };
    // The items of a typed list leave their kind out; those of a `v1 List` may be lists again.
    return objectsIn(path, whole, reading);
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

/** Why a document is no object; undefined for one that is. */
function faultOf(document: Json, reading: DocumentReading) {
  const { kind, apiVersion, metadata } = document;
  if (kind === 'Status') {
    return `holds an error of the API server (${document.message ?? document.reason}) instead of objects. Remove the file and name the kind under "forbidden" or "notRead" in meta.json`;
  }
  if (typeof kind !== 'string' || typeof apiVersion !== 'string') {
    return 'expected Kubernetes objects, found one without kind or apiVersion. Remove the file from the dump, or write it with kubectl get -o yaml';
  }
  if (!isRecord(metadata) || nameIn(metadata, reading) === undefined) {
    return `found a ${kind} without metadata.name. Only objects as the cluster returns them can be diagnosed`;
  }
  return undefined;
}

function objectOf(document: Json, reading: DocumentReading): KubernetesObject {
  const { kind, apiVersion, metadata } = document as Json & KubernetesObject;
  const isNamespaced = resourceOfKind(kind)?.namespaced === true;
  const namespace =
    metadata.namespace ?? (isNamespaced ? reading.namespace : undefined);
  return {
    ...document,
    kind,
    apiVersion,
    metadata: {
      ...metadata,
      name: nameIn(metadata, reading) ?? '',
      ...(typeof namespace === 'string' ? { namespace } : {}),
    },
  };
}

function nameIn(
  { name, generateName }: { name?: unknown; generateName?: unknown },
  { mayLackNames }: DocumentReading,
) {
  if (typeof name === 'string') return name;
  return mayLackNames && typeof generateName === 'string'
    ? generateName
    : undefined;
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
