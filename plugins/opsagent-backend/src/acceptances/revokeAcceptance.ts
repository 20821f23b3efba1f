import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { lockCluster } from '../clusters/lockCluster';
import { whereAnyOf } from '../database/sql';
import { Visibility } from '../findings/FindingStore';
import { FindingRow } from '../findings/findingRows';
import { visibleFindings } from '../findings/readFindings';
import { isPresent, withoutWords } from '../lifecycle/Life';
import { ChangeOptions, changed } from '../lifecycle/changed';
import { lifeOf } from '../lifecycle/lifeColumns';
import { saveLives } from '../lifecycle/saveLives';
import { recordSteps } from '../lifecycle/transitions';
import { Acceptance, isAllVisible } from './Acceptance';
import { selectAcceptance, selectLocked } from './acceptanceRows';

/**
 * Ends an acceptance for a whole namespace. Answers how many findings are back.
 *
 * @throws NotFoundError alike for one that is not there and one that covers nothing the caller may see; when nothing is under it, nothing that it could cover
 * @throws NotAllowedError unless the caller may see all that it covers and that is told by itself
 */
export async function revokeAcceptance(
  database: Knex,
  id: string,
  options: ChangeOptions & { visibility: Visibility },
): Promise<number> {
  const { visibility, ...said } = options;
  return database.transaction(async tx => {
    const acceptance = await selectWithCluster(tx, id);
    if (!acceptance) throw new NotFoundError(`No acceptance ${id}`);
    const { cluster, namespace } = acceptance;
    const rows: FindingRow[] = await tx('findings')
      .where({ cluster, namespace, acceptance_id: id })
      .orderBy('id')
      .forUpdate();
    const told = rows.filter(row => row.folded_under === null);
    const visible = await whereAnyOf(
      visibleFindings(tx, visibility),
      'findings.id',
      told.map(row => row.id),
    ).pluck('findings.id');
    const isKnown =
      visible.length > 0 ||
      (told.length === 0 && isAllVisible(acceptance, visibility));
    if (!isKnown) throw new NotFoundError(`No acceptance ${id}`);
    if (visible.length < told.length)
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
    return told.filter(isPresent).length;
  });
}

/** With its cluster, so that no scan brings in anything more under it. What has locked the cluster before may have ended the acceptance. */
async function selectWithCluster(
  tx: Knex,
  id: string,
): Promise<Acceptance | undefined> {
  const known = await selectAcceptance(tx, id);
  if (!known) return undefined;
  await lockCluster(tx, known.cluster);
  const [acceptance] = await selectLocked(tx, { id });
  return acceptance;
}
