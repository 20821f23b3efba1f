/** A part of an object with the path at which it stands. */
export interface Section {
  path: string;
  value: unknown;
}

/** Characters of JSON up to which a part is told as one. */
const WHOLE = 1_000;

/** Characters of JSON from which a part of something larger is told by itself. */
const OWN = 240;

/** An object in parts small enough to be read and cited by themselves, in its own order. What is short in a part that is split stays together under the part's own path. */
export function sectionsOf(
  object: Readonly<Record<string, unknown>>,
): Section[] {
  return Object.entries(object).flatMap(([path, value]) =>
    split({ path, value }),
  );
}

function split(section: Section): Section[] {
  const { path, value } = section;
  if (value === undefined) return [];
  if (sizeOf(value) <= WHOLE) return [section];
  if (typeof value !== 'object' || value === null) return [section];
  const isList = Array.isArray(value);
  const entries: [string, unknown][] = isList
    ? value.map((item, index) => [keyOf(item) ?? String(index), item])
    : Object.entries(value);
  const long = entries.filter(([, item]) => sizeOf(item) >= OWN);
  const short = entries.filter(([, item]) => sizeOf(item) < OWN);
  return [
    ...together(short).map(group => ({
      path,
      value: isList ? group.map(([, item]) => item) : Object.fromEntries(group),
    })),
    ...long.flatMap(([key, item]) =>
      split({
        path: isList ? `${path}[${key}]` : `${path}.${key}`,
        value: item,
      }),
    ),
  ];
}

/** As many at a time as may be told as one. */
function together(entries: readonly [string, unknown][]) {
  const groups: [string, unknown][][] = [];
  let size = WHOLE;
  for (const entry of entries) {
    const added = sizeOf(entry);
    size += added;
    if (size > WHOLE) {
      groups.push([]);
      size = added;
    }
    groups.at(-1)?.push(entry);
  }
  return groups;
}

function sizeOf(value: unknown): number {
  return JSON.stringify(value)?.length ?? 0;
}

/** Containers and conditions are known by name and type, as evidence of findings names them. */
export function keyOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const { name, type } = item as Record<string, unknown>;
  const key = name ?? type;
  return typeof key === 'string' ? key : undefined;
}
