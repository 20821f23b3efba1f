import { Evidence } from '../findings/Finding';
import { describeObject } from './describeObject';

/** The lines that show one piece of evidence in plain text, with long values and messages cut. Log lines and messages are the cluster's own words. */
export function describeEvidence(evidence: Evidence): string[] {
  const object = describeObject(evidence.object);
  const [first] = describeOfObject(evidence);
  switch (evidence.type) {
    case 'field':
      return [
        evidence.was === undefined
          ? `${object}: ${evidence.path} is ${first}`
          : `${object}: ${evidence.path} ${first}`,
      ];
    case 'event':
      return [`${object}: event ${first}`];
    case 'log': {
      const of = evidence.container ? `, container ${evidence.container}` : '';
      return [`${object}${of}, last lines of its log:`, ...evidence.lines];
    }
    case 'absence':
      return [`${object} ${first}`];
    case 'unread':
      return [`${object}: ${first}`];
    default:
      return [object];
  }
}

/** The same for where the object, and the path of a field, are told beside it. */
export function describeOfObject(evidence: Evidence): string[] {
  switch (evidence.type) {
    case 'field':
      return [
        evidence.was === undefined
          ? valueOf(evidence.value)
          : `was changed from ${valueOf(evidence.was)} to ${valueOf(evidence.value)}`,
      ];
    case 'event': {
      const times = evidence.count > 1 ? ` (${evidence.count} times)` : '';
      return [`${evidence.reason}${times}: ${withoutMiddle(evidence.message)}`];
    }
    case 'log':
      return evidence.lines;
    case 'absence':
      return [evidence.part ? `has no ${evidence.part}` : 'does not exist'];
    case 'unread':
      return [evidence.reason];
    default:
      return [];
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
