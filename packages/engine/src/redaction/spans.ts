import { TextClass } from './TextClass';

/** A private part of a text: from `start` up to and without `end`. */
export interface Span {
  start: number;
  end: number;
  class: TextClass;
}

/** Spans in their order, of which no two overlap. One with a credential in it is a credential as a whole; what begins within a credential and ends behind it is masked by itself from there on. */
export function withoutOverlaps(spans: Span[]): Span[] {
  if (spans.length < 2) return spans;
  spans.sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: Span[] = [];
  let last = spans[0];
  for (let i = 1; i < spans.length; i++) {
    const next = spans[i];
    if (next.start >= last.end) {
      merged.push(last);
      last = next;
    } else if (next.class === 'credential' || last.class !== 'credential') {
      last = {
        start: last.start,
        end: Math.max(last.end, next.end),
        class: next.class === 'credential' ? next.class : last.class,
      };
    } else if (next.end > last.end && next.class !== 'email') {
      merged.push(last);
      last = { ...next, start: last.end };
    }
  }
  merged.push(last);
  return merged;
}
