import { CauseRule } from '../CauseRule';

export const certificateCauseRules: readonly CauseRule[] = [
  {
    id: 'certificate-expired',
    title: 'A certificate has expired',
    provedBy: ['cert.expired', 'cert.not-yet-valid'],
    toldBy: ['log.tls-expired'],
    documentation: {
      speaks:
        'A certificate that was read is out of its period of validity, or the program’s log says so of one that it met.',
      silent:
        'An expired entry beside a valid newer one in the same bundle harms nobody.',
    },
  },
  {
    id: 'certificate-host-wrong',
    title: 'A certificate was issued for another name',
    provedBy: [
      'cert.host-mismatch',
      'cert.malformed',
      'ingress.tls-host-uncovered',
    ],
    toldBy: ['log.tls-name'],
    touchedBy: ['configuration'],
    documentation: {
      speaks:
        'A certificate’s names do not cover the host that it is served for, or it cannot be read as one.',
    },
  },
  {
    id: 'ca-bundle-wrong',
    title:
      'The certificates that the program trusts do not cover its dependency',
    toldBy: ['log.tls-untrusted'],
    touchedBy: ['configuration', 'mounts', 'image'],
    documentation: {
      speaks:
        'The program’s log says that it does not trust its peer’s certificate.',
      silent:
        'Not surer than likely: which bundle the program reads is not known.',
    },
  },
];
