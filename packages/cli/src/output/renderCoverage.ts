import { Coverage, KindCoverage, ReadState } from '@opsagent/engine';
import { count } from './describe';
import { Paint } from './paint';

const WORDS: Readonly<Record<ReadState, string>> = {
  complete: 'read',
  partial: 'read in part',
  forbidden: 'forbidden',
  failed: 'could not be read',
  notServed: 'not served by the cluster',
  notCaptured: 'not in what was captured',
};

/** What could not be checked, and how much of the diagnosis that cost. Empty when everything was. */
export function renderCoverage(coverage: Coverage, paint: Paint): string {
  const { skipped, failed, total } = coverage.detectors;
  const unread = coverage.kinds.filter(isUnread);
  if (unread.length + skipped.length + failed.length === 0) return '';
  const restricted = coverage.kinds.find(each => each.namespaces);
  return [
    paint('bold', 'Not checked'),
    ...(restricted?.namespaces
      ? [
          `  Namespaces other than ${restricted.namespaces.join(', ') || 'the ones asked for'}`,
        ]
      : []),
    ...byReason(unread).map(
      ({ reason, kinds }) => `  ${kinds.join(', ')}: ${reason}`,
    ),
    ...(skipped.length > 0
      ? [
          `  Because of this ${skipped.length} of ${count(total, 'detector')} did not run: ${skipped.map(each => each.detector).join(', ')}`,
        ]
      : []),
    ...failed.map(
      ({ detector, message }) => `  Detector ${detector} broke: ${message}`,
    ),
  ].join('\n');
}

/** A kind read in some namespaces only is told once, by the namespaces. */
function isUnread({ state, namespaces }: KindCoverage) {
  return state !== 'complete' && !(state === 'partial' && namespaces);
}

function byReason(unread: readonly KindCoverage[]) {
  const reasons = new Map<string, string[]>();
  for (const { kind, state, message } of unread) {
    const reason = message ? `${WORDS[state]} (${message})` : WORDS[state];
    reasons.set(reason, [...(reasons.get(reason) ?? []), kind]);
  }
  return [...reasons].map(([reason, kinds]) => ({ reason, kinds }));
}
