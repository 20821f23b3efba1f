import { entriesOf, Fields } from './Columns';

/** Conditions whose being met is the trouble. */
const BAD_WHEN_MET =
  /Pressure$|Unavailable$|Failure$|Failed$|^Stalled$|^Degraded$|^Denied$|NamesConflict|Deletion|^DisruptionTarget$/;

/** Conditions that tell of trouble, each with reason and message; undefined when there are none. */
export function troubleIn(conditions: unknown) {
  const trouble = entriesOf(conditions).filter(isTrouble);
  return trouble.length > 0
    ? trouble.map(({ lastTransitionTime, message, reason, status, type }) => ({
        type,
        status,
        reason,
        message,
        since: lastTransitionTime,
      }))
    : undefined;
}

function isTrouble({ status, type }: Fields) {
  return BAD_WHEN_MET.test(String(type))
    ? status !== 'False'
    : status !== 'True';
}
