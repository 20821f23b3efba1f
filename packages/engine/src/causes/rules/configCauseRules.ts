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
      'gateway.certificate-ref-invalid',
      'istio.gateway-credential-missing',
    ],
    touchedBy: ['configuration'],
    documentation: {
      speaks:
        'A complete read shows that a ConfigMap, a Secret or one of their keys, which the pods, an Ingress or a Gateway refer to, does not exist, or that the certificate of a Gateway lies where it may not be used from.',
      silent:
        'Optional references are not judged, nor anything while ConfigMaps or Secrets were not read. Where an operator was to write the Secret and has a problem of its own, that problem is named first.',
      sources: [
        'https://kubernetes.io/docs/concepts/configuration/configmap/',
        'https://kubernetes.io/docs/concepts/configuration/secret/',
      ],
    },
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
    documentation: {
      speaks:
        'A complete read shows that the ServiceAccount, PriorityClass or RuntimeClass that the pods name does not exist, or admission refuses the pods for it.',
      sources: [
        'https://kubernetes.io/docs/concepts/security/service-accounts/',
      ],
    },
  },
  {
    id: 'pod-port-clash',
    title: 'Two processes want the same port',
    provedBy: ['pod.duplicate-container-port', 'istio.reserved-port'],
    toldBy: ['log.port-in-use'],
    touchedBy: ['ports', 'command', 'configuration'],
    documentation: {
      speaks:
        'The program’s log says that its port is taken, or two containers of the pod declare the same port.',
      silent:
        'Containers of different pods never clash, unless they use the host’s network.',
      sources: [
        'https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking',
      ],
    },
  },
];
