import { Evidence, ObjectReference } from '@opsagent/engine';

/** `Deployment shop/cart`; `Node worker-1` for what has no namespace; `Node` for all of a kind. */
export function describeObject({ kind, namespace, name }: ObjectReference) {
  const path = [namespace, name].filter(Boolean).join('/');
  return path ? `${kind} ${path}` : kind;
}

/** The lines that show one piece of evidence. */
export function describeEvidence(evidence: Evidence): string[] {
  const object = describeObject(evidence.object);
  switch (evidence.type) {
    case 'field':
      return [
        evidence.was === undefined
          ? `${object}: ${evidence.path} is ${valueOf(evidence.value)}`
          : `${object}: ${evidence.path} was changed from ${valueOf(evidence.was)} to ${valueOf(evidence.value)}`,
      ];
    case 'event': {
      const times = evidence.count > 1 ? ` (${evidence.count} times)` : '';
      return [
        `${object}: event ${evidence.reason}${times}: ${withoutMiddle(evidence.message)}`,
      ];
    }
    case 'log': {
      const of = evidence.container ? `, container ${evidence.container}` : '';
      return [`${object}${of}, last lines of its log:`, ...evidence.lines];
    }
    case 'absence':
      return [
        evidence.part
          ? `${object} has no ${evidence.part}`
          : `${object} does not exist`,
      ];
    case 'unread':
      return [`${object}: ${evidence.reason}`];
    default:
      return [object];
  }
}

const LONGEST_VALUE = 160;
const LONGEST_MESSAGE = 320;

/** Errors are wrapped from the left: what was tried stands at the beginning of a long one, and what went wrong at its end. */
function withoutMiddle(message: string) {
  if (message.length <= LONGEST_MESSAGE) return message;
  const half = LONGEST_MESSAGE / 2;
  return `${message.slice(0, half)} … ${message.slice(-half)}`;
}

function valueOf(value: unknown) {
  if (value === null) return 'not set';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= LONGEST_VALUE
    ? text
    : `${text.slice(0, LONGEST_VALUE - 1)}…`;
}

/** A span of time in its two largest units, such as `3 h 20 min`. */
export function describeDuration(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days > 0) return join(`${days} d`, hours % 24, 'h');
  if (hours > 0) return join(`${hours} h`, minutes % 60, 'min');
  return minutes > 0 ? `${minutes} min` : 'less than a minute';
}

function join(large: string, small: number, unit: string) {
  return small > 0 ? `${large} ${small} ${unit}` : large;
}

/** `1 problem`, `2 problems`, `no problem`. */
export function count(number: number, noun: string, plural = `${noun}s`) {
  if (number === 0) return `no ${noun}`;
  return `${number.toLocaleString('en')} ${number === 1 ? noun : plural}`;
}
