import { findKubernetesBinaries } from './findKubernetesBinaries';
import { findMonitoringBinaries } from './findMonitoringBinaries';
import { findPostgres } from './findPostgres';
import { BinariesUnavailableError } from './goCommand';

/** Set when this machine has no Kubernetes to test against, to the reason. */
export const SKIP_VARIABLE = 'OPSAGENT_SKIP_CLUSTER_TESTS';

/** Set when this machine has no Prometheus or no Alertmanager to test against, to the reason. */
export const SKIP_MONITORING_VARIABLE = 'OPSAGENT_SKIP_MONITORING_TESTS';

/** Set when this machine has no PostgreSQL to test against, to the reason. */
export const SKIP_POSTGRES_VARIABLE = 'OPSAGENT_SKIP_POSTGRES_TESTS';

/** Builds what the suite runs before its first test, so that no test's time contains it. */
export default async function globalSetup() {
  await orSkip(SKIP_VARIABLE, 'cluster', findKubernetesBinaries);
  await orSkip(SKIP_MONITORING_VARIABLE, 'alert', findMonitoringBinaries);
  await orSkip(SKIP_POSTGRES_VARIABLE, 'replica', async () => findPostgres());
}

async function orSkip(
  variable: string,
  which: string,
  find: () => Promise<unknown>,
) {
  try {
    await find();
  } catch (error) {
    if (!(error instanceof BinariesUnavailableError)) throw error;
    process.env[variable] = error.message;
    process.stderr.write(`${which} tests are skipped: ${error.message}\n`);
  }
}
