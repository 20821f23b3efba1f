import { CauseRule } from '../CauseRule';

export const dependencyCauseRules: readonly CauseRule[] = [
  {
    id: 'credentials-wrong',
    title: 'A dependency refuses the credentials',
    toldBy: ['log.auth-failure'],
    touchedBy: ['configuration'],
  },
  {
    id: 'connection-pool-exhausted',
    title: 'A dependency has no connection left to give',
    toldBy: ['log.too-many-connections'],
    touchedBy: ['configuration'],
  },
  {
    id: 'dependency-read-only',
    title: 'The database takes no writes',
    toldBy: ['log.read-only-db'],
    touchedBy: ['configuration'],
  },
];
