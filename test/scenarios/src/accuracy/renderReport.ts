import { Answer, Score } from './score';
import {
  calibration,
  formatShare,
  missedTargets,
  summarizeByArea,
  Summary,
} from './summarize';

const HEADINGS = [
  'area',
  'faults',
  'healthy',
  'detectors',
  'recall',
  'roots',
  'top-1',
  'top-3',
  'false/healthy',
  'unexpected',
];

/** The report of `npm run accuracy`. */
export function renderReport(
  scores: readonly Score[],
  unplayed: readonly string[],
): string {
  const { areas, total } = summarizeByArea(scores);
  const missed = missedTargets(total);
  return [
    table([HEADINGS, ...[...areas, total].map(rowOf)]),
    '',
    'Confidence of the first cause, and how often it was right',
    table([
      ['confidence', 'n', 'mean', 'right'],
      ...calibration(scores).map(({ from, to, claims, right, confidence }) => [
        `${from.toFixed(2)}-${to.toFixed(2)}`,
        String(claims),
        formatShare(confidence),
        formatShare(claims > 0 ? right / claims : undefined),
      ]),
    ]),
    '',
    ...section('Detectors that did not speak', missedDetectors(scores)),
    ...section('Causes not named first', missedRoots(scores)),
    ...section('Problems that nobody expected', unexpected(scores)),
    ...section(
      'Rules that failed',
      scores.flatMap(each => each.failed.map(id => `${each.scenario}: ${id}`)),
    ),
    ...section('Not played yet', unplayed),
    missed.length === 0
      ? 'All targets are met.'
      : `Missed: ${missed.join('; ')}.`,
    '',
  ].join('\n');
}

function rowOf(summary: Summary): string[] {
  return [
    summary.area,
    String(summary.faults),
    String(summary.healthy),
    String(summary.detectors),
    formatShare(summary.recall),
    String(summary.roots),
    formatShare(summary.top1),
    formatShare(summary.top3),
    formatShare(summary.falseAlarms),
    String(summary.unexpected),
  ];
}

function missedDetectors(scores: readonly Score[]): string[] {
  return scores.flatMap(({ scenario, detectors }) =>
    detectors
      .filter(({ found }) => !found)
      .map(({ detector, subject }) => `${scenario}: ${detector} on ${subject}`),
  );
}

function missedRoots(scores: readonly Score[]): string[] {
  return scores.flatMap(({ scenario, roots }) =>
    roots
      .filter(({ top1 }) => !top1)
      .map(({ expected, top3, said }) => {
        const instead =
          said.length > 0 ? said.map(format).join(', then ') : 'nothing';
        return `${scenario}: ${format(expected)}; ${top3 ? 'named, but ' : ''}said ${instead}`;
      }),
  );
}

function unexpected(scores: readonly Score[]): string[] {
  return scores.flatMap(({ scenario, healthy, unexpected: problems }) =>
    problems.map(
      ({ detector, subject, message }) =>
        `${scenario}${healthy ? ' (healthy)' : ''}: ${detector} on ${subject}: ${message}`,
    ),
  );
}

function format({ cause, subject }: Answer) {
  return `${cause} at ${subject}`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length > 0
    ? [`${title} (${lines.length})`, ...lines.map(each => `  ${each}`), '']
    : [];
}

/** Text left, numbers right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map(row => row[column].length)),
  );
  return rows
    .map(row =>
      row
        .map((cell, column) =>
          column === 0
            ? cell.padEnd(widths[column])
            : cell.padStart(widths[column]),
        )
        .join('  '),
    )
    .join('\n');
}
