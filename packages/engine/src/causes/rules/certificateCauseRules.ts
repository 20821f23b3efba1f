import { CauseRule } from '../CauseRule';

export const certificateCauseRules: readonly CauseRule[] = [
  {
    id: 'certificate-expired',
    title: 'A certificate has expired',
    toldBy: ['log.tls-expired'],
  },
  {
    id: 'certificate-host-wrong',
    title: 'A certificate was issued for another name',
    toldBy: ['log.tls-name'],
    touchedBy: ['configuration'],
  },
  {
    id: 'ca-bundle-wrong',
    title:
      'The certificates that the program trusts do not cover its dependency',
    toldBy: ['log.tls-untrusted'],
    touchedBy: ['configuration', 'mounts', 'image'],
  },
];
