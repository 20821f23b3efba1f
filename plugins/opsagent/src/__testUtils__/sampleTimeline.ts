import {
  IncidentDetails,
  TimelineEntry,
  Transition,
} from '@opsagent/backstage-plugin-opsagent-common';

const MINUTE = 60_000;

/** A change shortly before an incident, what began to fail, the alerts of it, its life, and that a scan saw it. */
export function sampleTimeline(
  incident: IncidentDetails,
  transitions: readonly Transition[],
): TimelineEntry[] {
  const { alerts, firstSeenAt, lastSeenAt, members, subject } = incident;
  const changed = Date.parse(incident.since ?? firstSeenAt) - 3 * MINUTE;
  const entries: TimelineEntry[] = [
    {
      type: 'change',
      id: 'change',
      at: new Date(changed).toISOString(),
      object: subject,
      path: 'spec.template.spec.containers[app].image',
      value: 'registry.example.com/app:2',
      was: 'registry.example.com/app:1',
    },
    ...members.map((each): TimelineEntry => ({
      type: 'failure',
      id: each.id,
      at: each.since ?? each.firstSeenAt,
      object: each.subject,
      finding: each.id,
      severity: each.severity,
      text: each.message,
    })),
    ...alerts.items.map((each): TimelineEntry => ({
      type: 'alert',
      id: each.id,
      at: each.startsAt,
      object: each.subject,
      alert: each.id,
      name: each.name,
      severity: each.severity,
      state: each.state,
    })),
    ...transitions.map((transition, index): TimelineEntry => ({
      type: 'state',
      id: `state-${index}`,
      at: transition.at,
      transition,
    })),
    { type: 'scan', id: 'last', at: lastSeenAt, seen: 'last' },
  ];
  return entries.sort(
    (one, other) => Date.parse(one.at) - Date.parse(other.at),
  );
}
