/** The fields of an object whose shape nobody guarantees. */
export type Fields = Readonly<Record<string, unknown>>;

/** A value's fields; none unless it is an object. */
export function fieldsOf(value: unknown): Fields {
  return isObject(value) ? value : {};
}

/** The objects of a list, in their order; none unless the value is a list. What is no object, and a hole, stands as one without fields, so that positions stay. */
export function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? Array.from(value, fieldsOf) : [];
}

/** A text that is not empty, or undefined. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The texts of a list. */
export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value)
    ? value.filter((each): each is string => typeof each === 'string')
    : [];
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : undefined;
}

/** The pairs of an object whose values are texts, such as labels. */
export function labelsOf(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fieldsOf(value)).filter(
      (pair): pair is [string, string] => typeof pair[1] === 'string',
    ),
  );
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
