import { Comparison } from './compareRoutes';

/** How much longer than the catalog's list a route may take. */
const LONGEST_AGAINST_CATALOG = 2;

/** The figures as a table; absolute times only tell what machine it was. */
export function renderComparisons(comparisons: readonly Comparison[]): string {
  const head = ['route', 'rows', 'of', 'KiB', 'time', 'catalog', 'ratio'];
  const lines = comparisons.map(each => [
    each.path,
    String(each.rows),
    each.total.toLocaleString('en'),
    (each.bytes / 1024).toFixed(0),
    `${each.time.toFixed(0)} ms`,
    `${each.catalogTime.toFixed(0)} ms`,
    (each.time / each.catalogTime).toFixed(2),
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...lines.map(line => line[column].length)),
  );
  return [head, ...lines]
    .map(line =>
      line
        .map((cell, i) =>
          i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]),
        )
        .join('  '),
    )
    .map(line => `${line}\n`)
    .join('');
}

/** The targets that were missed, in words. */
export function misses(comparisons: readonly Comparison[]): string[] {
  return comparisons
    .map(({ path, time, catalogTime }) => ({ path, ratio: time / catalogTime }))
    .filter(({ ratio }) => ratio > LONGEST_AGAINST_CATALOG)
    .map(
      ({ path, ratio }) =>
        `${path} takes ${ratio.toFixed(2)} times as long as the catalog's list of as many rows`,
    );
}
