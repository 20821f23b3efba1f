import { KubernetesObject } from '@opsagent/engine';

/** A part of an object with the path at which it stands. */
export interface Section {
  path: string;
  value: unknown;
}

/** Characters of JSON up to which a part is told as one. */
const WHOLE = 400;

/** Told by field, however short. */
const PARTED = new Set(['spec', 'status']);

/** An object in parts small enough to be cited by themselves, in its own order. Bookkeeping of the API server is left out. */
export function sectionsOf(object: KubernetesObject): Section[] {
  const { apiVersion, kind, metadata, ...rest } = object;
  const { managedFields, selfLink, uid, resourceVersion, ...told } =
    metadata as object as Record<string, unknown>;
  return [
    { path: 'metadata', value: withoutEmpty(told) },
    ...Object.entries(rest).flatMap(([path, value]) =>
      PARTED.has(path) ? partsOf({ path, value }) : [{ path, value }],
    ),
  ].flatMap(split);
}

function split({ path, value }: Section): Section[] {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  if (JSON.stringify(value).length <= WHOLE) return [{ path, value }];
  return partsOf({ path, value }).flatMap(split);
}

function partsOf({ path, value }: Section): Section[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  return Array.isArray(value)
    ? value.map((item, index) => ({
        path: `${path}[${keyOf(item) ?? index}]`,
        value: item,
      }))
    : Object.entries(value).map(([key, item]) => ({
        path: `${path}.${key}`,
        value: item,
      }));
}

/** Containers and conditions are known by name and type, as evidence of findings names them. */
function keyOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const { name, type } = item as Record<string, unknown>;
  const key = name ?? type;
  return typeof key === 'string' ? key : undefined;
}

function withoutEmpty(metadata: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries(metadata).filter(([, value]) => value !== undefined),
  );
}
