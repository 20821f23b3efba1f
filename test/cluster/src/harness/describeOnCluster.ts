import { describeUnless } from './describeUnless';
import { SKIP_VARIABLE } from './globalSetup';

/** `describe` for tests that need a control plane; skips them on a machine that cannot have one. */
export const describeOnCluster = describeUnless(process.env[SKIP_VARIABLE]);
