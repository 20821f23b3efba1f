import { dirname, join } from 'node:path';

const SUITE = dirname(require.resolve('@opsagent/test-scenarios/package.json'));

/** Folders of the suite. */
export const FOLDERS = {
  suite: SUITE,
  dumps: join(SUITE, 'dumps'),
  investigations: join(SUITE, 'investigations'),
};
