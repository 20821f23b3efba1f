import { spawnSync } from 'node:child_process';
import { describeUnless } from './describeUnless';
import { SKIP_VARIABLE } from './globalSetup';

/** `describe` for tests that need a control plane and read files of Go modules; skips them on a machine without Go. */
export const describeWithModules = describeUnless(
  process.env[SKIP_VARIABLE] ?? reasonAgainstModules(),
);

function reasonAgainstModules(): string | undefined {
  const { status } = spawnSync('go', ['version']);
  return status === 0 ? undefined : 'there is no Go to download modules with';
}
