import {
  Coverage,
  IGNORE_ANNOTATION,
  KindCoverage,
  ReadState,
} from '@opsagent/engine';
import { count } from './describe';
import { Paint } from './paint';

const WORDS: Readonly<Record<ReadState, string>> = {
  complete: 'Read',
  partial: 'Read in part',
  forbidden: 'Forbidden',
  failed: 'Failed',
  notServed: 'Not served by the cluster',
  notCaptured: 'Not captured',
};

/** What could not be checked, and how much of the diagnosis that cost. Empty when everything was. */
export function renderCoverage(coverage: Coverage, paint: Paint): string {
  const { skipped, failed, total } = coverage.detectors;
  const unread = coverage.kinds.filter(isUnread);
  const restricted = coverage.kinds.find(each => each.namespaces?.length);
  const isAll = unread.length + skipped.length + failed.length === 0;
  const silenced = coverage.ignored
    ? `${count(coverage.ignored, 'finding')} silenced by the annotation ${IGNORE_ANNOTATION}`
    : '';
  if (isAll && !restricted) return silenced;
  return [
    paint('bold', 'Not checked'),
    ...(restricted?.namespaces
      ? [`  Namespaces other than ${restricted.namespaces.join(', ')}`]
      : []),
    ...byState(unread).flatMap(stateLines),
    ...(skipped.length > 0
      ? [
          `  ${count(skipped.length, 'check')} of ${total} need that and did not run; --output json names them.`,
        ]
      : []),
    ...failed.map(
      ({ detector, message }) => `  Detector ${detector} broke: ${message}`,
    ),
    ...(silenced ? [`  ${silenced}`] : []),
  ].join('\n');
}

/** A kind read in some namespaces only is told once, by the namespaces. */
function isUnread({ state, namespaces }: KindCoverage) {
  return state !== 'complete' && !(state === 'partial' && namespaces);
}

function byState(unread: readonly KindCoverage[]) {
  const states = new Map<ReadState, KindCoverage[]>();
  for (const kind of unread) {
    states.set(kind.state, [...(states.get(kind.state) ?? []), kind]);
  }
  return [...states];
}

/** The messages of one state differ in little but the kind; one stands for all. */
function stateLines([state, kinds]: [ReadState, KindCoverage[]]) {
  const message = kinds.find(each => each.message)?.message;
  const names = kinds.map(each => each.kind).join(', ');
  return [
    `  ${WORDS[state]}: ${names}`,
    ...(message ? [`    such as: ${message}`] : []),
  ];
}
