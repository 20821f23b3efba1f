import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { SEVERITIES } from '@opsagent/engine';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { lockCluster } from '../clusters/lockCluster';
import { whereAnyOf } from '../database/sql';
import { Visibility } from '../findings/FindingStore';
import { FindingRow } from '../findings/findingRows';
import { selectEntities, visibleFindings } from '../findings/readFindings';
import { Life, isPresent, withoutWords } from '../lifecycle/Life';
import { ChangeOptions, changed } from '../lifecycle/changed';
import { lifeOf } from '../lifecycle/lifeColumns';
import { saveLives } from '../lifecycle/saveLives';
import { recordSteps } from '../lifecycle/transitions';
import { AcceptFinding } from './AcceptFinding';
import { isAllVisible } from './Acceptance';
import { insertAcceptance, selectLocked } from './acceptanceRows';

/** What a detector finds in one namespace. */
export interface NamespaceRisk {
  cluster: string;
  namespace: string;
  detector: string;
}

/**
 * Accepts all that a detector finds in a namespace, now and until the end. It takes the place of what the caller could end instead.
 *
 * @param findingId - the finding of it of which somebody said so
 * @throws ConflictError when that one is resolved, or no longer in the expected state
 * @throws NotFoundError when that one is not told by itself any more
 * @throws NotAllowedError unless the caller may see all of it
 */
export async function acceptNamespace(
  database: Knex,
  findingId: string,
  risk: NamespaceRisk,
  change: AcceptFinding,
  options: ChangeOptions & { visibility: Visibility },
): Promise<void> {
  const { visibility, ...said } = options;
  const { expected: _, ...words } = change;
  await database.transaction(async tx => {
    await lockCluster(tx, risk.cluster);
    const known: FindingRow[] = await tx('findings')
      .where({ ...risk })
      .orderBy('id')
      .forUpdate();
    const isTold = (row: FindingRow) => row.folded_under === null;
    const asked = known.find(row => row.id === findingId && isTold(row));
    if (!asked) throw new NotFoundError(`No finding ${findingId}`);
    changed(lifeOf(asked), change, said);
    const rows = known.filter(row => isTold(row) && isPresent(row));
    const ids = rows.map(row => row.id);
    const visible = await whereAnyOf(
      visibleFindings(tx, visibility),
      'findings.id',
      ids,
    ).pluck('findings.id');
    if (visible.length < ids.length)
      throw new NotAllowedError(
        'scope: to accept for a whole namespace takes that you may see all that it is about; use object',
      );
    const id = randomUUID();
    const steps = rows.map(row => {
      const before = lifeOf(row);
      const after = changed(before, words, { ...said, acceptance: id });
      return { id: row.id, before, after };
    });
    const replaced = (await selectLocked(tx, { ...risk }))
      .filter(each => isAllVisible(each, visibility))
      .map(each => each.id);
    await whereAnyOf(tx('acceptances'), 'id', replaced).delete();
    const others = known
      .filter(row => !rows.includes(row))
      .filter(row => row.acceptance_id && replaced.includes(row.acceptance_id))
      .map(row => ({
        id: row.id,
        before: lifeOf(row),
        after: underAnother(lifeOf(row), id),
      }));
    const entities = await selectEntities(tx, ids);
    await insertAcceptance(tx, {
      ...risk,
      id,
      severity: SEVERITIES[Math.min(...rows.map(row => row.severity_rank))],
      entityRefs: [...new Set([...entities.values()].flat())],
      unmapped: rows.some(
        row => row.object_entities !== null || !entities.has(row.id),
      ),
      by: said.by,
      at: said.at,
      until: new Date(change.until),
      reason: change.reason,
    });
    await saveLives(tx, 'finding', [...steps, ...others]);
    await recordSteps(tx, 'finding', steps);
  });
}

/** What is folded stays as it is accepted; what is resolved is judged anew when it comes back. */
function underAnother(life: Life, acceptance: string): Life {
  return isPresent(life)
    ? { ...life, acceptance }
    : withoutWords(life, 'resolved');
}
