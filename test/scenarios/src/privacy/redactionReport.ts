import { ClassFigures, KindFigures } from './measure';
import { Section } from './Section';

/** Of harmless texts, at most this share may be masked. */
const LARGEST_SHARE_MASKED = 0.02;

/** Holds the figures against the targets: nothing planted passes, and of what is harmless nearly nothing is masked. */
export function redactionReport(
  title: string,
  classes: readonly ClassFigures[],
  kinds: readonly KindFigures[],
): Section {
  const planted = sum(classes.map(each => each.planted));
  const passed = classes.flatMap(each => each.passed);
  const texts = sum(kinds.map(each => each.texts));
  const masked = kinds.flatMap(each => each.masked);
  const lines = [
    title,
    '',
    ...table(
      ['class', 'planted', 'passed'],
      [
        ...classes.map(each => [each.class, each.planted, each.passed.length]),
        ['all', planted, passed.length],
      ],
    ),
    '',
    ...table(
      ['look-alikes', 'texts', 'masked'],
      [
        ...kinds.map(each => [each.kind, each.texts, each.masked.length]),
        ['all', texts, masked.length],
      ],
    ),
    '',
    ...passed.map(each => `passed: ${each}`),
    ...masked.map(each => `masked: ${JSON.stringify(each)}`),
  ];
  return {
    text: `${lines.join('\n')}\n`,
    misses: [
      ...(passed.length > 0
        ? [`${title}: ${passed.length} of ${planted} secrets passed`]
        : []),
      ...(masked.length > texts * LARGEST_SHARE_MASKED
        ? [`${title}: ${masked.length} of ${texts} look-alikes were masked`]
        : []),
    ],
  };
}

type Cell = string | number;

function table(head: readonly string[], rows: readonly Cell[][]): string[] {
  const all = [head, ...rows].map(row => row.map(String));
  const widths = head.map((_, column) =>
    Math.max(...all.map(row => row[column].length)),
  );
  return all.map(([first, ...rest]) =>
    [
      first.padEnd(widths[0]),
      ...rest.map((cell, i) => cell.padStart(widths[i + 1])),
    ].join('  '),
  );
}

function sum(values: readonly number[]) {
  return values.reduce((all, each) => all + each, 0);
}
