import { ConflictError, InputError } from '@backstage/errors';
import {
  LONGEST_SNOOZE,
  LifecycleChange,
  UNSEEN_STATES,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Life, isPresent } from './Life';

const DAY = 24 * 3_600_000;

export interface ChangeOptions {
  /** Who says so, an entity reference. */
  by: string;
  at: Date;
}

/**
 * The life after somebody's word. It is the same life where that changes nothing: to open what is open or regressed already, or to say again what one has said.
 *
 * @throws ConflictError for what is resolved
 * @throws InputError for a snooze that has ended already or lasts too long
 */
export function changed(
  life: Life,
  change: LifecycleChange,
  { by, at }: ChangeOptions,
): Life {
  if (!isPresent(life))
    throw new ConflictError(
      'state: it is resolved, so there is nothing to acknowledge, snooze or reopen; a scan that sees it again brings it back',
    );
  if (change.state === 'open' && isUnseen(life)) return life;
  const { until: _, by: __, reason: ___, ...rest } = life;
  const after: Life = {
    ...rest,
    state: change.state,
    stateSince: at,
    by,
    ...(change.reason ? { reason: change.reason } : {}),
    ...(change.state === 'snoozed' ? { until: endOf(change.until, at) } : {}),
  };
  return isSaidAlready(life, after) ? life : after;
}

function isUnseen({ state }: Life) {
  return UNSEEN_STATES.some(each => each === state);
}

function isSaidAlready(life: Life, after: Life) {
  return (
    life.state === after.state &&
    life.by === after.by &&
    life.reason === after.reason &&
    life.until?.getTime() === after.until?.getTime()
  );
}

function endOf(text: string, at: Date): Date {
  const until = new Date(text);
  if (until <= at)
    throw new InputError(`until: ${text} is over; give a moment to come`);
  if (until.getTime() - at.getTime() > LONGEST_SNOOZE * DAY)
    throw new InputError(
      `until: ${text} is more than ${LONGEST_SNOOZE} days away; give an earlier moment`,
    );
  return until;
}
