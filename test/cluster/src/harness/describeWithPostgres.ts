import { describeUnless } from './describeUnless';
import { SKIP_POSTGRES_VARIABLE } from './globalSetup';

/** `describe` for tests that need PostgreSQL and no control plane; skips them on a machine that has none. */
export const describeWithPostgres = describeUnless(
  process.env[SKIP_POSTGRES_VARIABLE],
);
