import { Measurement } from './measure';

/** What was measured for one size. */
export interface Row extends Measurement {
  pods: number;
  bytes: number;
  /** The smallest heap limit in which reading and analysing succeeded, as a multiple of the parsed dump's heap; undefined when none of those tried sufficed. */
  heapFactor?: number;
}

/** At the size for which a target is set. */
const TARGET_SIZE = 5_000;
const LONGEST_AGAINST_PARSE = 1;
const LARGEST_HEAP = 3;
/** Time for each pod may grow by this much from the middle size to the largest, for caches that no longer fit. */
const LARGEST_GROWTH = 1.25;

const LEGEND =
  'Processor time of all threads, medians after a warm-up that leaves nothing to compile; first: an analysis before it.\n';

/** The figures as a table of ratios; absolute times, which are processor time, only tell what machine it was. */
export function renderTable(rows: readonly Row[]): string {
  const [first] = rows;
  const lines = rows.map(row => [
    row.pods.toLocaleString('en'),
    row.objects.toLocaleString('en'),
    `${(row.bytes / 1024 / 1024).toFixed(1)} MiB`,
    `${row.parse.cpu.toFixed(0)} ms`,
    `${row.analyze.cpu.toFixed(0)} ms`,
    `${row.firstAnalysis.cpu.toFixed(0)} ms`,
    (row.analyze.cpu / row.parse.cpu).toFixed(2),
    (row.analyze.elapsed / row.parse.elapsed).toFixed(2),
    (row.analyze.cpu / row.pods / (first.analyze.cpu / first.pods)).toFixed(2),
    (row.parse.cpu / row.pods / (first.parse.cpu / first.pods)).toFixed(2),
    row.heapFactor === undefined ? 'none' : `${row.heapFactor}x`,
    String(row.findings),
    String(row.incidents),
  ]);
  const head = [
    'pods',
    'objects',
    'dump',
    'JSON.parse',
    'analyze',
    'first',
    'analyze/parse',
    'by the clock',
    'growth of analyze',
    'growth of parse',
    'heap',
    'findings',
    'incidents',
  ];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...lines.map(line => line[column].length)),
  );
  const table = [head, ...lines]
    .map(line => line.map((cell, i) => cell.padStart(widths[i])).join('  '))
    .map(line => `${line}\n`)
    .join('');
  return table + LEGEND;
}

/** The targets that were missed, in words. */
export function misses(rows: readonly Row[]): string[] {
  const target = rows.find(({ pods }) => pods === TARGET_SIZE);
  const largest = rows[rows.length - 1];
  if (!target || !largest) return [`no measurement of ${TARGET_SIZE} pods`];
  const ratio = target.analyze.cpu / target.parse.cpu;
  const growth =
    largest.analyze.cpu / largest.pods / (target.analyze.cpu / target.pods);
  return [
    ...(ratio > LONGEST_AGAINST_PARSE
      ? [`analyze() takes ${ratio.toFixed(2)} times as long as JSON.parse`]
      : []),
    ...(growth > LARGEST_GROWTH
      ? [`a pod takes ${growth.toFixed(2)} times as long among ${largest.pods}`]
      : []),
    ...rows
      .filter(({ heapFactor = Infinity }) => heapFactor > LARGEST_HEAP)
      .map(
        ({ pods }) =>
          `${pods} pods need more than ${LARGEST_HEAP} times the heap of the parsed dump`,
      ),
  ];
}
