import { CauseRule } from '../CauseRule';

export const configCauseRules: readonly CauseRule[] = [
  {
    id: 'config-reference-missing',
    title: 'The pods refer to configuration that does not exist',
    provedBy: [
      'config.configmap-missing',
      'config.configmap-key-missing',
      'config.secret-missing',
      'config.secret-key-missing',
      'config.projected-source-missing',
      'config.subpath-failed',
      'ingress.tls-secret-missing',
    ],
    touchedBy: ['configuration'],
  },
  {
    id: 'identity-missing',
    title: 'The pods name an identity or class that does not exist',
    provedBy: [
      'create.service-account-missing',
      'config.service-account-missing',
      'create.priority-class-missing',
      'create.runtime-class-missing',
    ],
    touchedBy: ['identity', 'placement'],
  },
  {
    id: 'pod-port-clash',
    title: 'Two processes want the same port',
    toldBy: ['log.port-in-use'],
    touchedBy: ['ports', 'command', 'configuration'],
  },
];
