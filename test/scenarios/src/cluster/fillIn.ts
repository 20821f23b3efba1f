import { formatTime, StoryClock } from './StoryClock';

/**
 * A played value with the blanks of its texts filled in: `<3m ago>` with a time of the story, `${pod}` and its like with the given values.
 *
 * @throws Error for a blank that has no value
 */
export function fillIn<T>(
  value: T,
  clock: StoryClock,
  values: Readonly<Record<string, string | undefined>> = {},
): T {
  if (typeof value === 'string') return fillText(value, clock, values) as T;
  if (Array.isArray(value)) {
    return value.map(each => fillIn(each, clock, values)) as T;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      fillIn(each, clock, values),
    ]),
  ) as T;
}

function fillText(
  text: string,
  clock: StoryClock,
  values: Readonly<Record<string, string | undefined>>,
) {
  return text
    .replace(/<((?:\d+[smhd])+) ago>/g, (_, duration) =>
      formatTime(clock.ago(duration)),
    )
    .replace(
      /\$\{(namespace|pod|uid|node|podIP|container|image)\}/g,
      (blank, name) => {
        const known = values[name];
        if (known === undefined)
          throw new Error(`Nothing to fill ${blank} with`);
        return known;
      },
    );
}
