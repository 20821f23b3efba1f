import {
  LifecycleChange,
  LifecycleState,
} from '@opsagent/backstage-plugin-opsagent-common';
import {
  CustomSnooze,
  customSnoozeEnd,
  Snooze,
  snoozeEnd,
  SNOOZES,
} from './snooze';

/** What one may choose to become of a finding or an incident. */
export type Choice = 'acknowledged' | 'open' | 'custom' | Snooze;

/** The choices that change anything, the likeliest first. None for what is resolved: only a scan brings it back. */
export function choicesOf(state: LifecycleState): Choice[] {
  const snoozes = [...SNOOZES, 'custom'] as const;
  switch (state) {
    case 'resolved':
      return [];
    case 'acknowledged':
      return ['open', ...snoozes];
    case 'snoozed':
      return ['open', 'acknowledged', ...snoozes];
    default:
      return ['acknowledged', ...snoozes];
  }
}

export interface Chosen {
  choice: Choice;
  /** The end of a custom snooze, as a browser gives a local date and time. */
  typed: string;
  reason: string;
  now: Date;
}

/** What to ask the backend for, or what is wrong with the typed end of a snooze. */
export function changeOf(
  chosen: Chosen,
): LifecycleChange | Extract<CustomSnooze, { problem: string }> {
  const { choice, typed, now } = chosen;
  const words = chosen.reason.trim();
  const reason = words === '' ? {} : { reason: words };
  if (choice === 'acknowledged' || choice === 'open') {
    return { state: choice, ...reason };
  }
  const end =
    choice === 'custom'
      ? customSnoozeEnd(typed, { now })
      : { until: snoozeEnd(choice, { now }) };
  return 'problem' in end ? end : { state: 'snoozed', ...end, ...reason };
}
