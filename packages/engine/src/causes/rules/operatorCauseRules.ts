import { CauseRule } from '../CauseRule';
import { failingContainers } from '../failingContainers';
import { problemsOfConversion } from '../upstream/problemsOfConversion';
import { problemsOfIssuance, problemsOfSyncs } from '../upstream/producers';

export const operatorCauseRules: readonly CauseRule[] = [
  {
    id: 'secret-not-synced',
    title: 'A Secret is not fetched from where it is kept',
    provedBy: [
      'externalsecrets.not-synced',
      'externalsecrets.store-not-ready',
      'storage.secrets-unavailable',
    ],
    followedBy: {
      detectors: [
        'config.secret-missing',
        'config.secret-key-missing',
        'config.projected-source-missing',
        'config.pull-secret-missing',
        'ingress.tls-secret-missing',
        'externalsecrets.not-synced',
      ],
      problems: problemsOfSyncs,
    },
    documentation: {
      speaks:
        'An ExternalSecret or its store reports that it is not ready, or the Secrets Store CSI driver cannot fill a volume from its store. A missing Secret, or a missing key, that this ExternalSecret was to write follows from it.',
      silent: 'A Secret that no ExternalSecret targets was not made at all.',
      sources: [
        'https://external-secrets.io/latest/api/externalsecret/',
        'https://secrets-store-csi-driver.sigs.k8s.io/troubleshooting',
      ],
    },
  },
  {
    id: 'issuer-broken',
    title: 'Certificates are not issued',
    provedBy: [
      'certmanager.certificate-not-ready',
      'certmanager.issuer-not-ready',
      'certmanager.challenge-failing',
    ],
    followedBy: {
      detectors: [
        'config.secret-missing',
        'config.projected-source-missing',
        'ingress.tls-secret-missing',
        'gateway.certificate-ref-invalid',
        'cert.expired',
        'certmanager.certificate-not-ready',
      ],
      problems: problemsOfIssuance,
    },
    documentation: {
      speaks:
        'A Certificate, its issuer or the challenge for one of its names reports that it is not ready. A missing TLS Secret that the Certificate was to fill follows from it.',
      silent:
        'The first issuance takes its time, above all with challenges in DNS.',
      sources: ['https://cert-manager.io/docs/troubleshooting/'],
    },
  },
  {
    id: 'operator-install-broken',
    title: 'An operator or its API is not installed properly',
    provedBy: [
      'olm.csv-failed',
      'olm.subscription-stuck',
      'olm.installplan-stuck',
      'olm.catalog-unhealthy',
      'olm.multiple-operatorgroups',
      'olm.v1-not-serving',
      'crd.not-established',
      'crd.conversion-broken',
    ],
    followedBy: {
      detectors: [
        'crd.conversion-broken',
        'apiservice.unavailable',
        ...failingContainers,
      ],
      problems: problemsOfConversion,
    },
    documentation: {
      speaks:
        'The operator’s version, subscription, install plan, catalog or extension reports a failure, or the definition of its resources is not established or cannot convert between versions. Containers whose log names that conversion follow from it.',
      silent: 'A version that is being replaced takes its time.',
      sources: [
        'https://olm.operatorframework.io/docs/troubleshooting/',
        'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/',
      ],
    },
  },
];
