import { Knex } from 'knex';
import { acceptNew } from '../acceptances/acceptNew';
import { selectRunning } from '../acceptances/acceptanceRows';
import { groupBy } from '../database/groupBy';
import { chunks, whereAnyOf } from '../database/sql';
import { isPresent } from '../lifecycle/Life';
import { LIFE_COLUMNS, lifeOf } from '../lifecycle/lifeColumns';
import { LifePlan, Step, planLives } from '../lifecycle/planLives';
import { saveLives } from '../lifecycle/saveLives';
import { seen } from '../lifecycle/steps';
import { recordSteps } from '../lifecycle/transitions';
import { CompletedScan } from '../scanning/ScanStore';
import { KnownFinding, LinkedFinding } from './FindingStore';
import { FindingRow, rowOf } from './findingRows';

/** With what is needed to see whether its row has to be written. */
interface StoredFindingLife extends KnownFinding {
  digest: string | null;
  foldedUnder: string | null;
}

/** Takes over what a scan says of the findings of its cluster. */
export async function reconcileFindings(
  tx: Knex,
  scan: CompletedScan,
): Promise<LifePlan> {
  const known = await selectKnown(tx, scan.cluster);
  const folded = foldedIn(scan.findings);
  const plan = planLives({
    known,
    seen: scan.findings.map(each => each.finding),
    isGone: each => !folded.has(each.id) && scan.concludes(each),
    at: scan.capturedAt,
  });
  const acceptances = await selectRunning(tx, scan.cluster, scan.capturedAt);
  const steps = acceptNew(plan.steps, scan.findings, acceptances);
  await saveSteps(tx, scan, known, steps);
  await saveFolded(tx, known, folded, scan.capturedAt);
  await unfold(tx, scan, known, folded);
  await recordSteps(tx, 'finding', steps);
  return { ...plan, steps };
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

/** Locked, in the order in which everybody locks them, so that nobody's word is lost while a scan is taken over. */
async function selectKnown(
  tx: Knex,
  cluster: string,
): Promise<StoredFindingLife[]> {
  const rows: FindingRow[] = await tx('findings')
    .select('id', 'detector', 'subject_kind', 'namespace')
    .select('digest', 'folded_under', ...LIFE_COLUMNS)
    .where({ cluster })
    .orderBy('id')
    .forUpdate();
  return rows.map(row => ({
    id: row.id,
    detector: row.detector,
    subjectKind: row.subject_kind,
    namespace: row.namespace ?? undefined,
    digest: row.digest,
    foldedUnder: row.folded_under,
    life: lifeOf(row),
  }));
}

/** Writes whole rows only of what is new or is told otherwise than before. */
async function saveSteps(
  tx: Knex,
  scan: CompletedScan,
  known: readonly StoredFindingLife[],
  steps: readonly Step[],
) {
  const before = new Map(known.map(each => [each.id, each]));
  const linked = new Map(scan.findings.map(each => [each.finding.id, each]));
  const written: LinkedFinding[] = [];
  const rows: FindingRow[] = [];
  const others: Step[] = [];
  for (const step of steps) {
    const finding = linked.get(step.id);
    const row = finding && rowOf(finding, step.after, scan.cluster);
    const stored = before.get(step.id);
    const isSame = stored?.digest === row?.digest && !stored?.foldedUnder;
    if (finding && row && !isSame) {
      written.push(finding);
      rows.push(row);
    } else others.push(step);
  }
  for (const chunk of chunks(rows))
    await tx('findings').insert(chunk).onConflict('id').merge();
  await replaceEntities(tx, written);
  await saveLives(tx, 'finding', others);
}

/** What another finding explains is still there, and keeps what people said of it for the day on which it is told by itself again. */
async function saveFolded(
  tx: Knex,
  known: readonly StoredFindingLife[],
  folded: ReadonlyMap<string, string>,
  at: Date,
) {
  const there = known.filter(
    ({ id, life }) => folded.has(id) && isPresent(life),
  );
  await saveLives(
    tx,
    'finding',
    there.map(({ id, life }) => ({ id, before: life, after: seen(life, at) })),
  );
  const moved = groupBy(
    there.filter(({ id, foldedUnder }) => folded.get(id) !== foldedUnder),
    ({ id }) => folded.get(id),
  );
  for (const [parent, children] of moved) {
    const ids = children.map(each => each.id);
    await whereAnyOf(tx('findings'), 'id', ids).update({
      folded_under: parent,
    });
  }
}

/** What no finding explains any more is told by itself, unless the one that did is there and could not be looked at. */
async function unfold(
  tx: Knex,
  scan: CompletedScan,
  known: readonly StoredFindingLife[],
  folded: ReadonlyMap<string, string>,
) {
  const seenIds = new Set(scan.findings.map(each => each.finding.id));
  const knownById = new Map(known.map(each => [each.id, each]));
  const isUnread = (id: string) => {
    const each = knownById.get(id);
    return (
      each !== undefined &&
      isPresent(each.life) &&
      !seenIds.has(id) &&
      !scan.concludes(each)
    );
  };
  const alone = known.filter(
    ({ id, foldedUnder }) =>
      foldedUnder &&
      !folded.has(id) &&
      !seenIds.has(id) &&
      !isUnread(foldedUnder),
  );
  if (alone.length === 0) return;
  const ids = alone.map(each => each.id);
  await whereAnyOf(tx('findings'), 'id', ids).update({ folded_under: null });
}

/** Findings that were not seen keep the entities they had. */
async function replaceEntities(tx: Knex, findings: readonly LinkedFinding[]) {
  const ids = findings.map(each => each.finding.id);
  await whereAnyOf(tx('finding_entities'), 'finding_id', ids).delete();
  const rows = findings.flatMap(({ finding, entityRefs }) =>
    entityRefs.map(ref => ({ finding_id: finding.id, entity_ref: ref })),
  );
  for (const chunk of chunks(rows)) await tx('finding_entities').insert(chunk);
  await whereAnyOf(tx('finding_others'), 'finding_id', ids).delete();
  const others = findings.flatMap(({ finding, otherEntities = {} }) =>
    [...new Set(Object.values(otherEntities).flat())].map(ref => ({
      finding_id: finding.id,
      entity_ref: ref,
    })),
  );
  for (const chunk of chunks(others)) await tx('finding_others').insert(chunk);
}
