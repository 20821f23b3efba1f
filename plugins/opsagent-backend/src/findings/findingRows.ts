import { StoredFinding } from '@opsagent/backstage-plugin-opsagent-common';
import { Finding, SEVERITIES } from '@opsagent/engine';
import { digestOf } from '../database/digestOf';
import { namespaceOf } from '../entities/namespaceOf';
import { objectKey } from '../entities/objectKey';
import { KnownOwners, ownersFor } from '../entities/ownersFor';
import { Life } from '../lifecycle/Life';
import { LifeColumns, columnsOf, toldLife } from '../lifecycle/lifeColumns';
import { LinkedFinding, ObjectEntities } from './FindingStore';
import { ObjectReader, ReaderRights } from './ObjectReader';
import { cutOthers } from './cutOthers';
import { cutToVisible } from './cutToVisible';

/** As it is stored that a finding names no objects of others. */
const NO_OTHERS = JSON.stringify({});

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
  /** Null beside no `object_entities` for what no scan has linked since these are noted. */
  other_entities: string | null;
}

export function rowOf(
  linked: LinkedFinding,
  life: Life,
  cluster: string,
): FindingRow {
  const { finding, objectEntities, otherEntities } = linked;
  return {
    id: finding.id,
    cluster,
    detector: finding.detector,
    tier: finding.tier,
    tier_rank: TIERS.indexOf(finding.tier),
    severity_rank: SEVERITIES.indexOf(finding.severity),
    subject_kind: finding.subject.kind,
    namespace: namespaceOf(finding.subject) ?? null,
    ...columnsOf(life),
    digest: digestOf(linked),
    folded_under: null,
    finding: JSON.stringify(finding),
    object_entities: objectEntities ? JSON.stringify(objectEntities) : null,
    other_entities: otherEntities ? JSON.stringify(otherEntities) : null,
  };
}

/** For whom a finding is told. */
export interface ReaderOfFinding {
  rights: ReaderRights;
  /** All entities of the finding, visible or not. */
  entityRefs: readonly string[];
  owners: KnownOwners;
  mayChange: boolean;
}

/** A finding as one reader may see it. */
export function storedFindingOf(
  row: FindingRow,
  reader: ReaderOfFinding,
): StoredFinding {
  const { mayChange, owners, rights } = reader;
  const objects = new ObjectReader(row, rights);
  const finding = findingOf(row, objects);
  return {
    ...finding,
    cluster: row.cluster,
    acceptance: row.acceptance_id ?? undefined,
    ...toldLife(row, { whole: isWholeFor(row, reader) }),
    entityRefs: toldEntities(row, reader),
    owners: ownersFor(
      row.object_entities === null ? reader.entityRefs : [],
      {
        visible: rights.visible,
        unmapped:
          objects.unmapped && objects.mayKnow(objectKey(finding.subject), []),
      },
      owners,
    ),
    mayChange,
  };
}

/** Whether a reader may see everything that a finding is about, and so what people wrote of it. */
export function isWholeFor(row: FindingText, reader: ReaderOfFinding): boolean {
  const { entityRefs, rights } = reader;
  const { limited } = new ObjectReader(row, rights);
  const mayBeCut = limited || mayNameOthers(row);
  return (
    entityRefs.every(ref => rights.visible.has(ref)) &&
    (!mayBeCut || isToldWhole(row, rights))
  );
}

/** What decides how much of a finding is told. */
export type FindingText = Pick<
  FindingRow,
  'cluster' | 'severity' | 'finding' | 'object_entities' | 'other_entities'
>;

/** Whether nothing of a finding that a reader may see is left out. */
export function isToldWhole(row: FindingText, rights: ReaderRights): boolean {
  const reader = new ObjectReader(row, rights);
  if (isNeverCut(row, reader)) return true;
  const finding = JSON.parse(row.finding) as Finding;
  return cut(finding, row, reader) === finding;
}

/** Of the entities of a finding, those that a reader may know to be concerned. */
function toldEntities(row: FindingText, reader: ReaderOfFinding): string[] {
  const { entityRefs, rights } = reader;
  const visible = entityRefs.filter(ref => rights.visible.has(ref));
  if (row.object_entities === null || rights.read === true) return visible;
  const known = new Set(knownEntities(row, rights));
  return visible.filter(ref => known.has(ref));
}

/** Entities of those objects of which a reader may know, where the subject of a finding belongs to none; the catalog may hide them. */
export function knownEntities(
  row: FindingText,
  rights: ReaderRights,
): string[] {
  const entities = JSON.parse(row.object_entities ?? '{}') as ObjectEntities;
  const reader = new ObjectReader(row, rights);
  return Object.entries(entities)
    .filter(([key, refs]) => reader.mayKnow(key, refs))
    .flatMap(([, refs]) => refs);
}

function findingOf(row: FindingText, reader: ObjectReader): Finding {
  return cut(JSON.parse(row.finding) as Finding, row, reader);
}

function isNeverCut(row: FindingText, { limited, unmapped }: ObjectReader) {
  const isLinked = row.object_entities === null && row.other_entities !== null;
  return isLinked ? !mayNameOthers(row) : unmapped && !limited;
}

/** Whether a finding whose subject belongs to some entity names objects of others, or nobody knows whether it does. */
function mayNameOthers(row: FindingText) {
  return row.object_entities === null && row.other_entities !== NO_OTHERS;
}

function cut(finding: Finding, row: FindingText, reader: ObjectReader) {
  if (isNeverCut(row, reader)) return finding;
  if (row.object_entities !== null) {
    const { unmapped } = reader;
    const entities = JSON.parse(row.object_entities) as ObjectEntities;
    return cutToVisible(finding, object => {
      const key = objectKey(object);
      const refs = entities[key] ?? [];
      return (unmapped || reader.seesAny(refs)) && reader.mayKnow(key, refs);
    });
  }
  if (row.other_entities === null) {
    const subject = objectKey(finding.subject);
    return cutOthers(finding, object => objectKey(object) === subject);
  }
  const others = JSON.parse(row.other_entities) as ObjectEntities;
  return cutOthers(finding, object => {
    const key = objectKey(object);
    const refs = others[key];
    return !refs || (reader.seesAny(refs) && reader.mayKnow(key, refs));
  });
}
