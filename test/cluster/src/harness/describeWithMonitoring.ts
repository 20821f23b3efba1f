import { describeOnCluster } from './describeOnCluster';
import { SKIP_MONITORING_VARIABLE } from './globalSetup';

/** `describe` for tests that need a control plane, Prometheus and Alertmanager; skips them on a machine that cannot have these. */
export const describeWithMonitoring = process.env[SKIP_MONITORING_VARIABLE]
  ? describe.skip
  : describeOnCluster;
