import {
  AcceptanceScope,
  FindingChange,
  isUnseen,
  Life,
  LifecycleState,
} from '@opsagent/backstage-plugin-opsagent-common';
import { acceptanceEnd, Term } from './acceptance';
import {
  CustomSnooze,
  customSnoozeEnd,
  Snooze,
  snoozeEnd,
  SNOOZES,
} from './snooze';

/** What one may choose to become of a finding or an incident. */
export type Choice =
  'acknowledged' | 'open' | 'revoke' | 'custom' | 'accepted' | Snooze;

/** What one may choose to become of several incidents alike. */
export type BulkChoice = Extract<
  Choice,
  'acknowledged' | 'open' | 'custom' | Snooze
>;

/** The choices that change any of them. */
export function bulkChoicesOf(
  lives: readonly Pick<Life, 'state'>[],
): BulkChoice[] {
  return [
    'acknowledged',
    ...SNOOZES,
    'custom',
    ...(lives.every(isUnseen) ? [] : (['open'] as const)),
  ];
}

export interface ChoiceOptions {
  /** Whether it may be accepted, as risks may. */
  acceptable?: boolean;
  /** Whether it is accepted together with the rest of its namespace. */
  ofNamespace?: boolean;
}

/** The choices that change anything, the likeliest first. None for what is resolved: only a scan brings it back. */
export function choicesOf(
  state: LifecycleState,
  { acceptable = false, ofNamespace = false }: ChoiceOptions = {},
): Choice[] {
  const later: Choice[] = [
    ...SNOOZES,
    'custom',
    ...(acceptable ? (['accepted'] as const) : []),
  ];
  switch (state) {
    case 'resolved':
      return [];
    case 'acknowledged':
      return ['open', ...later];
    case 'snoozed':
      return ['open', 'acknowledged', ...later];
    case 'accepted':
      return [
        'open',
        ...(ofNamespace ? (['revoke'] as const) : []),
        'acknowledged',
        ...later,
      ];
    default:
      return ['acknowledged', ...later];
  }
}

export interface Chosen {
  choice: Exclude<Choice, 'revoke'>;
  /** The end of a custom snooze, as a browser gives a local date and time. */
  typed: string;
  /** Of an acceptance. */
  term: Term;
  /** Of an acceptance. */
  scope: AcceptanceScope;
  reason: string;
  now: Date;
}

/** What keeps a choice from being asked for: something wrong with the end of a snooze, or an acceptance without a reason. */
export type ChoiceProblem =
  Extract<CustomSnooze, { problem: string }>['problem'] | 'unsaid';

/** What to ask the backend for, or what is wrong with it. */
export function changeOf(
  chosen: Chosen,
): FindingChange | { problem: ChoiceProblem } {
  const { choice, now, scope, term, typed } = chosen;
  const words = chosen.reason.trim();
  const reason = words === '' ? {} : { reason: words };
  if (choice === 'acknowledged' || choice === 'open') {
    return { state: choice, ...reason };
  }
  if (choice === 'accepted') {
    const until = acceptanceEnd(term, now);
    return words === ''
      ? { problem: 'unsaid' }
      : { state: choice, until, scope, reason: words };
  }
  const end =
    choice === 'custom'
      ? customSnoozeEnd(typed, { now })
      : { until: snoozeEnd(choice, { now }) };
  return 'problem' in end ? end : { state: 'snoozed', ...end, ...reason };
}
