import { Knex } from 'knex';
import { chunks, whereAnyOf } from '../database/sql';
import { LifePlan, planLives } from '../lifecycle/planLives';
import { Life, isPresent } from '../lifecycle/Life';
import { LIFE_COLUMNS, columnsOf, lifeOf } from '../lifecycle/lifeColumns';
import { seen } from '../lifecycle/steps';
import { recordSteps } from '../lifecycle/transitions';
import { CompletedScan } from '../scanning/ScanStore';
import { KnownFinding, LinkedFinding } from './FindingStore';
import { FindingRow, rowOf } from './findingRows';

/** Takes over what a scan says of the findings of its cluster. */
export async function reconcileFindings(
  tx: Knex,
  scan: CompletedScan,
): Promise<LifePlan> {
  const known = await selectKnown(tx, scan.cluster);
  const folded = foldedIn(scan.findings);
  const plan = planLives({
    known,
    seen: scan.findings.map(each => each.finding.id),
    isGone: each => !folded.has(each.id) && scan.concludes(each),
    at: scan.capturedAt,
  });
  await saveSeen(tx, scan, plan.seen);
  for (const [id, life] of plan.missed) await saveLife(tx, id, life);
  await saveFolded(tx, known, folded, scan.capturedAt);
  await replaceEntities(tx, scan.findings);
  await recordSteps(tx, 'finding', plan.steps);
  return plan;
}

/** Writes where one finding stands. */
export async function saveLife(
  tx: Knex,
  id: string,
  life: Life,
): Promise<void> {
  await tx('findings').where({ id }).update(columnsOf(life));
}

/** What is told as a symptom of another finding, by that one's id. */
function foldedIn(findings: readonly LinkedFinding[]): Map<string, string> {
  return new Map(
    findings.flatMap(({ finding }) =>
      finding.symptoms.flatMap(({ ids }) =>
        ids.map(id => [id, finding.id] as const),
      ),
    ),
  );
}

async function selectKnown(tx: Knex, cluster: string): Promise<KnownFinding[]> {
  const rows: FindingRow[] = await tx('findings')
    .select('id', 'detector', 'subject_kind', 'namespace', ...LIFE_COLUMNS)
    .where({ cluster });
  return rows.map(row => ({
    id: row.id,
    detector: row.detector,
    subjectKind: row.subject_kind,
    namespace: row.namespace ?? undefined,
    life: lifeOf(row),
  }));
}

async function saveSeen(
  tx: Knex,
  scan: CompletedScan,
  lives: ReadonlyMap<string, Life>,
) {
  const rows = scan.findings.flatMap(linked => {
    const life = lives.get(linked.finding.id);
    return life ? [rowOf(linked, life, scan.cluster)] : [];
  });
  for (const chunk of chunks(rows))
    await tx('findings').insert(chunk).onConflict('id').merge();
}

/** What another finding explains is still there, and keeps what people said of it for the day on which it is told by itself again. */
async function saveFolded(
  tx: Knex,
  known: readonly KnownFinding[],
  folded: ReadonlyMap<string, string>,
  at: Date,
) {
  for (const { id, life } of known) {
    const parent = folded.get(id);
    if (!parent || !isPresent(life)) continue;
    await tx('findings')
      .where({ id })
      .update({ ...columnsOf(seen(life, at)), folded_under: parent });
  }
}

/** Findings that were not seen keep the entities they had. */
async function replaceEntities(tx: Knex, findings: readonly LinkedFinding[]) {
  const ids = findings.map(each => each.finding.id);
  await whereAnyOf(tx('finding_entities'), 'finding_id', ids).delete();
  const rows = findings.flatMap(({ finding, entityRefs }) =>
    entityRefs.map(ref => ({ finding_id: finding.id, entity_ref: ref })),
  );
  for (const chunk of chunks(rows)) await tx('finding_entities').insert(chunk);
}
