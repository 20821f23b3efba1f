import { ConflictError, InputError } from '@backstage/errors';
import {
  FindingChange,
  LONGEST_ACCEPTANCE,
  LONGEST_SNOOZE,
  isUnseen,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Life, isPresent, withoutWords } from './Life';

const DAY = 24 * 3_600_000;

export interface ChangeOptions {
  /** Who says so, an entity reference. */
  by: string;
  at: Date;
  /** The acceptance for a whole namespace that makes the change. */
  acceptance?: string;
}

/**
 * The life after somebody's word. It is the same life where that changes nothing: to open what is open or regressed already, or to say again what one has said.
 *
 * @throws ConflictError for what is resolved, and for what is no longer in the state that the change expects
 * @throws InputError for a snooze or an acceptance that has ended already or lasts too long
 */
export function changed(
  life: Life,
  change: FindingChange,
  { acceptance, at, by }: ChangeOptions,
): Life {
  if (!isPresent(life))
    throw new ConflictError(
      'state: it is resolved, so there is nothing to acknowledge, snooze, accept or reopen; a scan that sees it again brings it back',
    );
  refuseUnexpected(life, change.expected);
  if (change.state === 'open' && isUnseen(life)) return life;
  const after: Life = {
    ...withoutWords(life, change.state),
    stateSince: at,
    by,
    ...(change.reason ? { reason: change.reason } : {}),
    ...(change.state === 'open' ? {} : { saidSeverity: life.severity }),
    ...('until' in change ? { until: endOf(change, at) } : {}),
    ...(acceptance ? { acceptance } : {}),
  };
  return isSaidAlready(life, after) ? life : after;
}

function refuseUnexpected(life: Life, expected: FindingChange['expected']) {
  if (!expected) return;
  const { by, state, stateSince } = life;
  if (new Date(expected.stateSince).getTime() === stateSince.getTime()) return;
  const person = by ? ` by ${by}` : '';
  throw new ConflictError(
    `expected.stateSince: it has changed meanwhile and is ${state} since ${stateSince.toISOString()}${person}; read it again`,
  );
}

function isSaidAlready(life: Life, after: Life) {
  return (
    life.state === after.state &&
    life.by === after.by &&
    life.reason === after.reason &&
    life.acceptance === after.acceptance &&
    life.until?.getTime() === after.until?.getTime()
  );
}

function endOf(
  { state, until: text }: Extract<FindingChange, { until: string }>,
  at: Date,
): Date {
  const longest = state === 'accepted' ? LONGEST_ACCEPTANCE : LONGEST_SNOOZE;
  const until = new Date(text);
  if (until <= at)
    throw new InputError(`until: ${text} is over; give a moment to come`);
  if (until.getTime() - at.getTime() > longest * DAY)
    throw new InputError(
      `until: ${text} is more than ${longest} days away; give an earlier moment`,
    );
  return until;
}
