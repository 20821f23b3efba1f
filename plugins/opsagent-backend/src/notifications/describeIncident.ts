import { parseEntityRef } from '@backstage/catalog-model';
import {
  IncidentEvent,
  IncidentRole,
  NoticeKind,
  StoredFinding,
  StoredIncident,
} from '@opsagent/backstage-plugin-opsagent-common';

export interface IncidentTelling {
  kind: NoticeKind;
  ownerRef: string;
  role: IncidentRole;
  /** Cut to what may be told to the owner, as are its findings. */
  incident: StoredIncident;
  members: readonly StoredFinding[];
  at: Date;
  /** Id of the incident that is part of this one now, where that is what is told. */
  mergedFrom?: string;
}

/** What an owner is told of an incident. */
export function describeIncident(telling: IncidentTelling): IncidentEvent {
  const { at, incident, kind, mergedFrom, ownerRef, role } = telling;
  const { cluster, entities, firstSeenAt, id, resolvedAt, severity, state } =
    incident;
  return {
    type: `incident.${kind}`,
    timestamp: at.toISOString(),
    data: {
      owner: ownerRef,
      title: `${prefixOf(telling)}${titleOf(telling)}`,
      description: descriptionOf(telling),
      link: `/opsagent/incidents/${encodeURIComponent(id)}`,
      incident: id,
      cluster,
      severity,
      state,
      role,
      entities: entities.map(each => each.entityRef),
      firstSeenAt,
      resolvedAt,
      mergedFrom,
    },
  };
}

/** What is said beside how it is. Not everybody who reads it may see the verdict: its page knows who. */
const FURTHER: Partial<Record<NoticeKind, string>> = {
  investigated:
    ' A language model has looked into it; its verdict stands on the page of the incident.',
  merged: ' What alerts told of it is part of this incident now.',
};

function prefixOf({ incident, kind }: IncidentTelling) {
  const prefixes: Record<NoticeKind, string> = {
    opened: '',
    regressed: 'Back again: ',
    worsened: `Now ${incident.severity}: `,
    reopened: 'Open again: ',
    investigated: 'Investigated: ',
    resolved: 'Resolved: ',
    merged: 'Goes on as: ',
  };
  return prefixes[kind];
}

function titleOf({ incident, members, role }: IncidentTelling) {
  if (role === 'cause') return incident.title;
  const names = incident.entities.map(
    each => parseEntityRef(each.entityRef).name,
  );
  const [first] = members;
  return `${names.join(', ')} affected: ${first?.message ?? incident.title}`;
}

function descriptionOf({ incident, kind, role }: IncidentTelling) {
  const { causes, cluster, title } = incident;
  const [{ confidence, title: cause }] = causes;
  const sure =
    confidence > 0 ? ` (${Math.round(confidence * 100)} % sure)` : '';
  const what =
    role === 'cause'
      ? `${cause}${sure}`
      : `Caused by something that is not yours: ${title}`;
  return `${what}. Cluster ${cluster}.${FURTHER[kind] ?? ''}`;
}
