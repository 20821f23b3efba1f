import { StoredFinding } from '@opsagent/backstage-plugin-opsagent-common';
import { Finding, SEVERITIES } from '@opsagent/engine';
import { digestOf } from '../database/digestOf';
import { KnownOwners, ownersFor } from '../entities/ownersFor';
import { Life } from '../lifecycle/Life';
import { LifeColumns, columnsOf, toldLife } from '../lifecycle/lifeColumns';
import { LinkedFinding, ObjectEntities } from './FindingStore';
import { cutToVisible } from './cutToVisible';

const TIERS: readonly Finding['tier'][] = ['problem', 'risk', 'hygiene'];

export interface FindingRow extends LifeColumns {
  id: string;
  cluster: string;
  detector: string;
  tier: string;
  tier_rank: number;
  severity_rank: number;
  subject_kind: string;
  namespace: string | null;
  digest: string | null;
  folded_under: string | null;
  finding: string;
  object_entities: string | null;
}

export function rowOf(
  linked: LinkedFinding,
  life: Life,
  cluster: string,
): FindingRow {
  const { finding, objectEntities } = linked;
  return {
    id: finding.id,
    cluster,
    detector: finding.detector,
    tier: finding.tier,
    tier_rank: TIERS.indexOf(finding.tier),
    severity_rank: SEVERITIES.indexOf(finding.severity),
    subject_kind: finding.subject.kind,
    namespace: finding.subject.namespace ?? null,
    ...columnsOf(life),
    digest: digestOf(linked),
    folded_under: null,
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

/**
 * A finding as one reader may see it.
 *
 * @param entityRefs - all of them, visible or not
 */
export function storedFindingOf(
  row: FindingRow,
  entityRefs: readonly string[],
  reader: Reader,
  owners: KnownOwners,
): StoredFinding {
  const shown = entityRefs.filter(each => reader.visible.has(each));
  return {
    ...findingOf(row, reader),
    cluster: row.cluster,
    acceptance: row.acceptance_id ?? undefined,
    ...toldLife(row, { whole: shown.length === entityRefs.length }),
    entityRefs: shown,
    owners: ownersFor(
      row.object_entities === null ? entityRefs : [],
      reader,
      owners,
    ),
  };
}

/** What decides how much of a finding is told. */
export type FindingText = Pick<FindingRow, 'finding' | 'object_entities'>;

/** Whether nothing of a finding that a reader may see is left out. */
export function isToldWhole(row: FindingText, reader: Reader): boolean {
  if (row.object_entities === null || reader.unmapped) return true;
  const finding = JSON.parse(row.finding) as Finding;
  const entities = JSON.parse(row.object_entities) as ObjectEntities;
  return cutToVisible(finding, entities, reader.visible) === finding;
}

function findingOf(row: FindingText, { visible, unmapped }: Reader): Finding {
  const finding = JSON.parse(row.finding) as Finding;
  if (row.object_entities === null || unmapped) return finding;
  const entities = JSON.parse(row.object_entities) as ObjectEntities;
  return cutToVisible(finding, entities, visible);
}
