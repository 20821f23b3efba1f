import { NotAllowedError } from '@backstage/errors';
import { PRESENT_STATES } from '@opsagent/backstage-plugin-opsagent-common';
import { SEVERITIES } from '@opsagent/engine';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { whereAnyOf } from '../database/sql';
import { Visibility } from '../findings/FindingStore';
import { FindingRow } from '../findings/findingRows';
import { selectEntities, visibleFindings } from '../findings/readFindings';
import { ChangeOptions, changed } from '../lifecycle/changed';
import { lifeOf } from '../lifecycle/lifeColumns';
import { saveLives } from '../lifecycle/saveLives';
import { recordSteps } from '../lifecycle/transitions';
import { AcceptFinding } from './AcceptFinding';
import { insertAcceptance } from './acceptanceRows';

/** What a detector finds in one namespace. */
export interface NamespaceRisk {
  cluster: string;
  namespace: string;
  detector: string;
}

/**
 * Accepts all that a detector finds in a namespace, now and until the end.
 *
 * @throws NotAllowedError unless the caller may see all of it
 */
export async function acceptNamespace(
  database: Knex,
  risk: NamespaceRisk,
  { expected: _, ...change }: AcceptFinding,
  options: ChangeOptions & { visibility: Visibility },
): Promise<void> {
  const { visibility, ...said } = options;
  await database.transaction(async tx => {
    await lockCluster(tx, risk.cluster);
    const rows: FindingRow[] = await tx('findings')
      .where({ ...risk, folded_under: null })
      .whereIn('state', PRESENT_STATES)
      .orderBy('id')
      .forUpdate();
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
      const after = changed(before, change, { ...said, acceptance: id });
      return { id: row.id, before, after };
    });
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
    await saveLives(tx, 'finding', steps);
    await recordSteps(tx, 'finding', steps);
  });
}

/** Scans of the cluster wait, so that none brings in what the acceptance should cover. They lock it first, too. */
async function lockCluster(tx: Knex, name: string) {
  await tx('clusters').where({ name }).forUpdate().first();
}
