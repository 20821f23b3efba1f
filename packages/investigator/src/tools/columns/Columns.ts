import { KubernetesObject } from '@opsagent/engine';

/** What a list tells of one object, by column; what is undefined is not told. */
export type Columns = Readonly<Record<string, unknown>>;

/** Picks the columns of objects of one kind, much as `kubectl get -o wide` does. Objects may lack whatever their kind has. */
export type ColumnsOf = (object: KubernetesObject) => Columns;

/** Fields of which nothing is known. */
export type Fields = Record<string, unknown>;

/** The fields in something that should be an object. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

/** The entries of something that should be a list of objects. */
export function entriesOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

/** The list, or undefined when there is nothing in it. */
export function unlessEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}

export function specOf(object: KubernetesObject): Fields {
  return fieldsOf(object.spec);
}

export function statusOf(object: KubernetesObject): Fields {
  return fieldsOf(object.status);
}
