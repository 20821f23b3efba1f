import { CauseRule } from '../CauseRule';

export const dependencyCauseRules: readonly CauseRule[] = [
  {
    id: 'credentials-wrong',
    title: 'A dependency refuses the credentials',
    toldBy: ['log.auth-failure'],
    touchedBy: ['configuration'],
    documentation: {
      speaks:
        'The program’s log says that a dependency refused its user or password.',
      silent:
        'Not named where the dependency says that it has no room for more connections.',
    },
  },
  {
    id: 'connection-pool-exhausted',
    title: 'A dependency has no connection left to give',
    toldBy: ['log.too-many-connections'],
    touchedBy: ['configuration'],
    documentation: {
      speaks:
        'The program’s log says that a dependency has no connection left, or that a pool of its own has none.',
    },
  },
  {
    id: 'dependency-read-only',
    title: 'The database takes no writes',
    toldBy: ['log.read-only-db'],
    touchedBy: ['configuration'],
    documentation: {
      speaks: 'The program’s log says that a database refuses to write.',
      silent: 'A file system that cannot be written is another cause.',
    },
  },
];
