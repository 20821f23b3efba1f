import { spawnSync } from 'node:child_process';
import { describeOnCluster } from './describeOnCluster';

/** `describe` for tests that need a control plane and read files of Go modules; skips them on a machine without Go. */
export const describeWithModules =
  spawnSync('go', ['version']).status === 0 ? describeOnCluster : describe.skip;
