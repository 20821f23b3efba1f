import { ConflictError, InputError } from '@backstage/errors';
import {
  LONGEST_SNOOZE,
  LifecycleChange,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Life, isPresent } from './Life';

const DAY = 24 * 3_600_000;

export interface ChangeOptions {
  /** Who says so, an entity reference. */
  by: string;
  at: Date;
}

/**
 * The life after somebody's word.
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
    throw new ConflictError('It is resolved: there is nothing to change');
  const { until: _, reason: __, ...rest } = life;
  return {
    ...rest,
    state: change.state,
    stateSince: at,
    by,
    ...(change.reason ? { reason: change.reason } : {}),
    ...(change.state === 'snoozed' ? { until: endOf(change.until, at) } : {}),
  };
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
