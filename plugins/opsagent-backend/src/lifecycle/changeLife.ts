import { NotFoundError } from '@backstage/errors';
import { FindingChange } from '@opsagent/backstage-plugin-opsagent-common';
import { Knex } from 'knex';
import { ChangeOptions, changed } from './changed';
import { LifeColumns, lifeOf } from './lifeColumns';
import { LIVING, Living } from './living';
import { saveLives } from './saveLives';
import { recordSteps } from './transitions';

/** Keeps what somebody says of a finding or an incident, against whatever a scan says meanwhile. */
export async function changeLife(
  database: Knex,
  type: Living,
  id: string,
  change: FindingChange,
  options: ChangeOptions,
): Promise<void> {
  await database.transaction(async tx => {
    const row: LifeColumns | undefined = await tx(LIVING[type])
      .where({ id })
      .forUpdate()
      .first();
    if (!row) throw new NotFoundError(`No ${type} ${id}`);
    const before = lifeOf(row);
    const steps = [{ id, before, after: changed(before, change, options) }];
    await saveLives(tx, type, steps);
    await recordSteps(tx, type, steps);
  });
}
