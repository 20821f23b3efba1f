import { NoticeKind } from '@opsagent/backstage-plugin-opsagent-common';
import { Life, isPresent } from '../lifecycle/Life';

/** An incident as it is now. */
export interface IncidentState {
  life: Life;
  /** 0 is the gravest. */
  severityRank: number;
  /** The incident that it is part of now; set only for one that is resolved. */
  movedTo?: string;
}

/** After which an owner is not told of an end: they were told of one, or of nothing by name. */
export const ENDED_KINDS = ['resolved', 'merged', 'summary'] as const;

/** What an owner was last told of an incident. */
export interface Told {
  /** `summary`: one of many, without being named. */
  kind: NoticeKind | 'summary';
  /** The id that the incident had when they were first told of it. */
  thread: string;
  /** When the life of the incident began of which they were told. */
  lifeSince: Date;
  /** When it came into the state of which they were told. */
  stateSince: Date;
  /** The gravest of which they were told in that life. */
  severityRank: number;
}

/**
 * What an owner is to be told of an incident, given what they were told last; undefined when that is nothing. Nobody is told anything while it is acknowledged or
 * snoozed, or that something is over of which they were not told.
 */
export function decideNotice(
  { life, movedTo, severityRank }: IncidentState,
  told: Told | undefined,
): NoticeKind | undefined {
  const known = isOfLife(life, told) ? told : undefined;
  if (!isPresent(life))
    return known && isTellingOfProblem(known) && !isSnoozed(life)
      ? endOf(movedTo)
      : undefined;
  if (life.state === 'regressed') {
    if (!known) return 'regressed';
  } else if (life.state !== 'open') return undefined;
  else if (!known) return told ? 'reopened' : 'opened';
  if (severityRank < known.severityRank) return 'worsened';
  return isOpenAgain(life, known) ? 'reopened' : undefined;
}

/** Whether an owner knows of the problem as it is: they were told of it by name, in its present life, and nobody has said anything of it since. */
export function isAware(
  { life }: IncidentState,
  told: Told | undefined,
): told is Told {
  const isUnseen = life.state === 'open' || life.state === 'regressed';
  return isUnseen && isOfLife(life, told) && isTellingOfProblem(told);
}

function isOfLife(life: Life, told: Told | undefined): told is Told {
  return told?.lifeSince.getTime() === life.firstSeenAt.getTime();
}

function endOf(movedTo: string | undefined) {
  return movedTo === undefined ? 'resolved' : 'merged';
}

function isTellingOfProblem({ kind }: Told) {
  return !ENDED_KINDS.some(each => each === kind);
}

/** A snooze holds for what is resolved meanwhile. */
function isSnoozed({ until }: Life) {
  return until !== undefined;
}

/** Whoever opened it again knows. */
function isOpenAgain({ by, stateSince }: Life, known: Told) {
  return by === undefined && stateSince > known.stateSince;
}
