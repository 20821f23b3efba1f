import { NoticeKind } from '@opsagent/backstage-plugin-opsagent-common';
import { groupBy } from '../database/groupBy';
import { ENDED_KINDS, IncidentState, Told, decideNotice } from './decideNotice';

/** Of one incident to one owner. */
export interface Notice {
  incidentId: string;
  ownerRef: string;
  kind: NoticeKind;
  incident: IncidentState;
  told: Told | undefined;
}

/** Stands for all that one owner would be told of at a time. */
export interface Summary {
  ownerRef: string;
  notices: readonly Notice[];
}

export interface NoticePlanOptions {
  incidents: ReadonlyMap<string, IncidentState>;
  /** By incident and owner. */
  told: ReadonlyMap<string, ReadonlyMap<string, Told>>;
  /** Owners of what each incident concerns. */
  owners: ReadonlyMap<string, ReadonlySet<string>>;
  /** The mildest of which anybody is told; 0 is the gravest. */
  lastSeverityRank: number;
  /** How many problems one owner is told of one by one at a time. */
  mostAtOnce: number;
}

export interface NoticePlan {
  notices: Notice[];
  summaries: Summary[];
}

/** Works out who is to be told what. The end of an incident is for whoever was told of it, whoever owns it by now. */
export function planNotices(options: NoticePlanOptions): NoticePlan {
  const { incidents, lastSeverityRank, mostAtOnce, owners, told } = options;
  const notices: Notice[] = [];
  for (const [incidentId, incident] of incidents) {
    const before = told.get(incidentId) ?? new Map<string, Told>();
    const isOver = incident.life.state === 'resolved';
    if (!isOver && incident.severityRank > lastSeverityRank) continue;
    const recipients = isOver ? before.keys() : owners.get(incidentId);
    for (const ownerRef of recipients ?? []) {
      const last = before.get(ownerRef);
      const kind = decideNotice(incident, last);
      if (kind)
        notices.push({ incidentId, ownerRef, kind, incident, told: last });
    }
  }
  const plan: NoticePlan = { notices: [], summaries: [] };
  for (const [ownerRef, theirs] of groupBy(notices, each => each.ownerRef)) {
    const ends = theirs.filter(isEnd);
    const problems = theirs.filter(each => !isEnd(each));
    plan.notices.push(...ends);
    if (problems.length > mostAtOnce)
      plan.summaries.push({ ownerRef, notices: problems });
    else plan.notices.push(...problems);
  }
  return plan;
}

function isEnd({ kind }: Notice) {
  return ENDED_KINDS.some(each => each === kind);
}
