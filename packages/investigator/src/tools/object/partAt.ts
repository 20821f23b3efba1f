import { keyOf } from './sectionsOf';

/**
 * The part of a value at a path such as `spec.containers[app].env`, where entries of lists are named by name, type or index.
 *
 * @throws Error that says what there is instead
 */
export function partAt(value: unknown, path: string, walked = ''): unknown {
  const rest = path.replace(/^\./, '');
  if (rest === '') return value;
  for (const [key, item] of stepsOf(value)) {
    const isNext =
      rest.startsWith(key) && /^($|[.[])/.test(rest.slice(key.length));
    if (isNext) return partAt(item, rest.slice(key.length), join(walked, key));
  }
  const there = [...new Set(stepsOf(value).map(([key]) => key))];
  throw new Error(
    `There is no ${join(walked, rest)}${there.length > 0 ? `; ${walked || 'the object'} has ${there.join(', ')}` : ''}`,
  );
}

/** Longer keys first, since keys may contain dots. */
function stepsOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (Array.isArray(value))
    return value.flatMap((item, index) => {
      const key = keyOf(item);
      return [
        ...(key === undefined ? [] : [[`[${key}]`, item] as const]),
        [`[${index}]`, item] as const,
      ];
    });
  return typeof value === 'object' && value !== null
    ? Object.entries(value).sort(([a], [b]) => b.length - a.length)
    : [];
}

function join(walked: string, key: string): string {
  return walked && !key.startsWith('[') ? `${walked}.${key}` : walked + key;
}
