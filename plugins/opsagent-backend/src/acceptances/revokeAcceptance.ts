import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { lockCluster } from '../alerts/takeInAlerts';
import { whereAnyOf } from '../database/sql';
import { Visibility } from '../findings/FindingStore';
import { FindingRow } from '../findings/findingRows';
import { visibleFindings } from '../findings/readFindings';
import { isPresent, withoutWords } from '../lifecycle/Life';
import { ChangeOptions, changed } from '../lifecycle/changed';
import { lifeOf } from '../lifecycle/lifeColumns';
import { saveLives } from '../lifecycle/saveLives';
import { recordSteps } from '../lifecycle/transitions';
import { AcceptanceRow } from './acceptanceRows';

/**
 * Ends an acceptance for a whole namespace. Answers how many findings are back.
 *
 * @throws NotFoundError alike for one that is not there and one that covers nothing the caller may see
 * @throws NotAllowedError unless the caller may see all that it covers
 */
export async function revokeAcceptance(
  database: Knex,
  id: string,
  options: ChangeOptions & { visibility: Visibility },
): Promise<number> {
  const { visibility, ...said } = options;
  return database.transaction(async tx => {
    const acceptance = await selectLocked(tx, id);
    const rows: FindingRow[] = await tx('findings')
      .where('acceptance_id', id)
      .orderBy('id')
      .forUpdate();
    const visible = await whereAnyOf(
      visibleFindings(tx, visibility),
      'findings.id',
      rows.map(row => row.id),
    ).pluck('findings.id');
    if (!acceptance || visible.length === 0)
      throw new NotFoundError(`No acceptance ${id}`);
    if (visible.length < rows.length)
      throw new NotAllowedError(
        'It is also about what you may not see; reopen each finding that you may see',
      );
    const steps = rows.map(row => {
      const before = lifeOf(row);
      const after = isPresent(before)
        ? changed(before, { state: 'open' }, said)
        : withoutWords(before, 'resolved');
      return { id: row.id, before, after };
    });
    await tx('acceptances').where({ id }).delete();
    await saveLives(tx, 'finding', steps);
    await recordSteps(tx, 'finding', steps);
    return steps.filter(({ after }) => isPresent(after)).length;
  });
}

/** With its cluster, so that no scan brings in anything more under it. What has locked the cluster before may have ended the acceptance. */
async function selectLocked(
  tx: Knex,
  id: string,
): Promise<AcceptanceRow | undefined> {
  const selected = () => tx<AcceptanceRow>('acceptances').where({ id });
  const known = await selected().first('cluster');
  if (!known) return undefined;
  await lockCluster(tx, known.cluster);
  return selected().forUpdate().first();
}
