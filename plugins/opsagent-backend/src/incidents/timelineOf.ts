import {
  IncidentDetails,
  TimelineEntry,
  Transition,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Evidence } from '@opsagent/engine';
import { digestOf } from '../database/digestOf';

/**
 * Everything with a moment that a reader is told of an incident, in no order. What happened at a moment that cannot be read is left out.
 *
 * @param incident - as it may be told to the reader: nothing else is told here
 * @param transitions - likewise
 */
export function timelineOf(
  incident: IncidentDetails,
  transitions: readonly Transition[],
): TimelineEntry[] {
  const entries = new Map(
    [
      ...evidenceOf(incident).flatMap(entriesOfEvidence),
      ...failures(incident),
      ...alerts(incident),
      ...scans(incident),
      ...transitions.map((transition, index): TimelineEntry => ({
        type: 'state',
        id: `state-${`${index}`.padStart(6, '0')}`,
        at: transition.at,
        transition,
      })),
    ].map(each => [each.id, each]),
  );
  return [...entries.values()].filter(
    ({ at }) => !Number.isNaN(Date.parse(at)),
  );
}

/** Of the causes, for which changes count, and of the findings. */
function evidenceOf({ causes, links = [], members }: IncidentDetails) {
  return [
    ...causes,
    ...links.map(each => each.because),
    ...members.map(each => ({ evidence: each.evidence, against: [] })),
  ].flatMap(({ against, evidence }) => [...evidence, ...against]);
}

function entriesOfEvidence(evidence: Evidence): TimelineEntry[] {
  if (evidence.type === 'field' && evidence.at) {
    const { at, object, path, value, was } = evidence;
    const told = { at, object, path, value, was };
    return [{ type: 'change', id: `change-${digestOf(told)}`, ...told }];
  }
  if (evidence.type === 'event' && evidence.lastSeen) {
    const { count, lastSeen: at, message: text, object, reason } = evidence;
    const what = { object, reason, text };
    const id = `event-${digestOf(what)}`;
    return [{ type: 'event', id, at, ...what, count }];
  }
  return [];
}

function failures({ members }: IncidentDetails): TimelineEntry[] {
  return members.flatMap(({ id, message, severity, since, subject }) =>
    since
      ? [
          {
            type: 'failure',
            id: `failure-${id}`,
            at: since,
            object: subject,
            finding: id,
            severity,
            text: message,
          },
        ]
      : [],
  );
}

function alerts(incident: IncidentDetails): TimelineEntry[] {
  return incident.alerts.items.flatMap(
    ({ endsAt, id, name, severity, startsAt, subject }) => {
      const entry = (state: 'firing' | 'resolved', at: string) => ({
        type: 'alert' as const,
        id: `alert-${id}-${state}`,
        at,
        object: subject,
        alert: id,
        name,
        severity,
        state,
      });
      return [
        entry('firing', startsAt),
        ...(endsAt ? [entry('resolved', endsAt)] : []),
      ];
    },
  );
}

/** No scan has seen what only alerts tell. */
function scans(incident: IncidentDetails): TimelineEntry[] {
  const { firstSeenAt, lastSeenAt, source } = incident;
  if (source === 'alert') return [];
  return [
    { type: 'scan', id: 'scan-first', at: firstSeenAt, seen: 'first' },
    { type: 'scan', id: 'scan-last', at: lastSeenAt, seen: 'last' },
  ];
}
