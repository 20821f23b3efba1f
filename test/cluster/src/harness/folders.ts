import { dirname, join } from 'node:path';

const SUITE = dirname(require.resolve('@opsagent/test-cluster/package.json'));

/** Folders of the repository that the suite works with. */
export const FOLDERS = {
  repository: join(SUITE, '../..'),
  /** The example portal's backend. */
  backend: dirname(require.resolve('backend/package.json')),
  /** The Go modules of the servers. */
  tools: join(SUITE, '../tools'),
  manifests: join(SUITE, 'manifests'),
};
