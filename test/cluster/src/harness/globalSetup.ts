import {
  BinariesUnavailableError,
  findKubernetesBinaries,
} from './findKubernetesBinaries';

/** Set when this machine has no Kubernetes to test against. */
export const SKIP_VARIABLE = 'OPSAGENT_SKIP_CLUSTER_TESTS';

/** Builds what the suite runs before its first test, so that no test's time contains it. */
export default async function globalSetup() {
  try {
    await findKubernetesBinaries();
  } catch (error) {
    if (!(error instanceof BinariesUnavailableError)) throw error;
    process.env[SKIP_VARIABLE] = 'true';
    process.stderr.write(`cluster tests are skipped: ${error.message}\n`);
  }
}
