import { Incident, ObjectReference, Severity } from '@opsagent/engine';
import { DatabaseTime, toIso } from '../database/sql';
import { objectKey } from '../entities/objectKey';
import { LinkedIncident } from '../incidents/IncidentStore';
import { Labels } from './ReceivedAlert';

/** Characters of a title. */
const LONGEST_TITLE = 200;

/** What the engine answers when it has no cause. */
const CAUSE = 'not-determinable';

/** What the firing alerts of one incident come down to: the worst of them, and all that is common. */
export interface AlertSummary {
  /** Of the rule of the worst. */
  name: string;
  severity: Severity;
  /** JSON of the object that all are about. */
  owner: string;
  /** JSON of those of the worst. */
  annotations: string;
  /** When the first of them began. */
  since: DatabaseTime;
  /** Of the objects that they name. */
  entityRefs: readonly string[];
}

/** The incident that stands for alerts while no scan has found what they report. */
export function alertIncident(
  id: string,
  alerts: AlertSummary,
): LinkedIncident {
  const subject = JSON.parse(alerts.owner) as ObjectReference;
  const { kind } = subject;
  const incident: Incident = {
    id,
    title: titleOf(alerts),
    severity: alerts.severity,
    subject,
    causes: [
      {
        cause: CAUSE,
        title: 'No cause found',
        message: `Alerts report this ${kind}, and the scans of its cluster have found no problem with it`,
        confidence: 0,
        subject,
        findings: [],
        evidence: [],
        against: [],
        missing: [],
      },
    ],
    findings: [],
    since: toIso(alerts.since),
    recommendations: [],
  };
  return {
    incident,
    plainTitle: `Alert on a ${kind}`,
    entities: alerts.entityRefs.map(entityRef => ({
      entityRef,
      role: 'cause',
    })),
    objects: { [objectKey(subject)]: { entityRefs: alerts.entityRefs } },
  };
}

function titleOf({ annotations, name }: AlertSummary): string {
  const { message, summary } = JSON.parse(annotations) as Labels;
  const text = (summary || message || '').replace(/\s+/g, ' ').trim();
  const title = text ? `${name}: ${text}` : name;
  return title.length > LONGEST_TITLE
    ? `${title.slice(0, LONGEST_TITLE - 1)}…`
    : title;
}
