import {
  FindingQuery,
  IncidentQuery,
  TransitionQuery,
  findingQuerySchema,
  incidentQuerySchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import {
  ClusterSnapshot,
  Finding,
  Incident,
  analyze,
  resourcesOf,
} from '@opsagent/engine';
import { objectKey } from '../entities/objectKey';
import { NO_OBJECTS } from '../entities/objectLinks';
import { LinkedFinding } from '../findings/FindingStore';
import { LinkedIncident } from '../incidents/IncidentStore';
import { linkIncident } from '../incidents/linkIncident';
import { CompletedScan } from '../scanning/ScanStore';

const NOTHING = new ClusterSnapshot({
  cluster: 'prod',
  capturedAt: new Date('2026-03-01T12:00:00Z'),
  objects: [],
});

/** A finding about Service `shop/<id>` that states only what a test needs. */
export function finding(
  id: string,
  fields: Partial<Finding> = {},
  entityRefs: string[] = [],
): LinkedFinding {
  return {
    finding: {
      id,
      detector: 'service.any',
      tier: 'problem',
      severity: 'medium',
      subject: { kind: 'Service', namespace: 'shop', name: id },
      title: 'Broken',
      message: `${id} is broken`,
      evidence: [],
      affected: [],
      symptoms: [],
      ...fields,
    },
    entityRefs,
    otherEntities: {},
  };
}

/** A scan of cluster `prod` that read everything. */
export function scan(
  fields: Partial<CompletedScan> & Pick<CompletedScan, 'scanId'>,
): CompletedScan {
  const capturedAt = fields.capturedAt ?? new Date('2026-03-01T12:00:00Z');
  return {
    cluster: 'prod',
    capturedAt,
    finishedAt: capturedAt,
    durationMs: 5,
    state: 'ok',
    coverage: { kinds: [], detectors: { total: 1, skipped: [], failed: [] } },
    findings: [],
    incidents: [],
    concludes: () => true,
    entityObjects: new Map(),
    objects: NO_OBJECTS,
    resources: resourcesOf(NOTHING),
    scores: analyze(NOTHING, { detectors: [] }).scores,
    ...fields,
  };
}

export function query(filters: Partial<FindingQuery> = {}): FindingQuery {
  return findingQuerySchema.parse(filters);
}

/** An incident whose root is the given finding; it states only what a test needs. */
export function incident(
  id: string,
  [root, ...others]: readonly Finding[],
  fields: Partial<Incident> = {},
): Incident {
  const { message, severity, subject, title } = root;
  return {
    id,
    title: message,
    severity,
    subject,
    causes: [
      {
        cause: 'service.broken',
        title,
        message,
        confidence: 0.9,
        subject,
        findings: [root.id],
        evidence: [],
        against: [],
        missing: [],
      },
    ],
    findings: [root, ...others].map(each => each.id),
    recommendations: [],
    ...fields,
  };
}

/** An incident of linked findings, of which the first is its root and caused it. */
export function linkedIncident(
  id: string,
  [root, ...others]: readonly LinkedFinding[],
  fields: Partial<Incident> = {},
): LinkedIncident {
  const members = [root, ...others];
  const owners = new Map(
    members.map(each => [objectKey(each.finding.subject), each.entityRefs]),
  );
  return linkIncident(
    incident(
      id,
      members.map(each => each.finding),
      fields,
    ),
    new Map(members.map(each => [each.finding.id, each])),
    { entitiesOf: object => [...(owners.get(objectKey(object)) ?? [])] },
  );
}

/** Asks for all steps of a life at once. */
export const WHOLE_LIFE: TransitionQuery = { limit: 500 };

export function incidentQuery(
  filters: Partial<IncidentQuery> = {},
): IncidentQuery {
  return incidentQuerySchema.parse(filters);
}
