import { StoredFinding } from '@opsagent/backstage-plugin-opsagent-common';
import { Finding, SEVERITIES } from '@opsagent/engine';
import { DatabaseTime, optionalIso, toIso } from '../database/sql';
import { ObjectEntities } from './FindingStore';
import { cutToVisible } from './cutToVisible';
import { SeenFinding } from './planChanges';

const TIERS: readonly Finding['tier'][] = ['problem', 'risk', 'hygiene'];

export interface FindingRow {
  id: string;
  cluster: string;
  detector: string;
  tier: string;
  tier_rank: number;
  severity: string;
  severity_rank: number;
  subject_kind: string;
  namespace: string | null;
  state: StoredFinding['state'];
  first_seen_at: DatabaseTime;
  last_seen_at: DatabaseTime;
  resolved_at: DatabaseTime | null;
  finding: string;
  object_entities: string | null;
}

export function rowOf(
  { finding, firstSeenAt, objectEntities }: SeenFinding,
  scan: { cluster: string; capturedAt: Date },
): FindingRow {
  return {
    id: finding.id,
    cluster: scan.cluster,
    detector: finding.detector,
    tier: finding.tier,
    tier_rank: TIERS.indexOf(finding.tier),
    severity: finding.severity,
    severity_rank: SEVERITIES.indexOf(finding.severity),
    subject_kind: finding.subject.kind,
    namespace: finding.subject.namespace ?? null,
    state: 'open',
    first_seen_at: firstSeenAt,
    last_seen_at: scan.capturedAt,
    resolved_at: null,
    finding: JSON.stringify(finding),
    object_entities: objectEntities ? JSON.stringify(objectEntities) : null,
  };
}

export interface Reader {
  /** Entity refs. */
  visible: ReadonlySet<string>;
  /** Whether what belongs to no entity is for this reader too. */
  unmapped: boolean;
}

export function storedFindingOf(
  row: FindingRow,
  entityRefs: string[],
  reader: Reader,
): StoredFinding {
  return {
    ...findingOf(row, reader),
    cluster: row.cluster,
    state: row.state,
    firstSeenAt: toIso(row.first_seen_at),
    lastSeenAt: toIso(row.last_seen_at),
    resolvedAt: optionalIso(row.resolved_at),
    entityRefs,
  };
}

function findingOf(row: FindingRow, { visible, unmapped }: Reader): Finding {
  const finding = JSON.parse(row.finding) as Finding;
  if (row.object_entities === null || unmapped) return finding;
  const entities = JSON.parse(row.object_entities) as ObjectEntities;
  return cutToVisible(finding, entities, visible);
}
