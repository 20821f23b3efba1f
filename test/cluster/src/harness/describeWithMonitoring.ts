import { describeUnless } from './describeUnless';
import { SKIP_MONITORING_VARIABLE, SKIP_VARIABLE } from './globalSetup';

/** `describe` for tests that need a control plane, Prometheus and Alertmanager; skips them on a machine that cannot have these. */
export const describeWithMonitoring = describeUnless(
  process.env[SKIP_VARIABLE] ?? process.env[SKIP_MONITORING_VARIABLE],
);
