import { CauseRule } from '../CauseRule';

export const imageCauseRules: readonly CauseRule[] = [
  {
    id: 'image-reference-wrong',
    title: 'The image reference names nothing that can be pulled',
    provedBy: [
      'image.not-found',
      'image.invalid-name',
      'image.never-pull-absent',
    ],
    touchedBy: ['image'],
  },
  {
    id: 'image-platform-wrong',
    title: 'The image was not built for the node’s platform',
    provedBy: ['image.platform-missing'],
    toldBy: ['log.exec-format'],
    touchedBy: ['image', 'placement'],
  },
  {
    id: 'registry-credentials-missing',
    title: 'The registry refuses the credentials, or none were given',
    provedBy: [
      'image.auth-failed',
      'config.pull-secret-missing',
      'config.pull-secret-wrong',
    ],
    touchedBy: ['image', 'identity'],
  },
  {
    id: 'registry-unavailable',
    title: 'The image registry cannot be used',
    provedBy: [
      'image.registry-unresolved',
      'image.registry-unreachable',
      'image.registry-tls',
      'image.rate-limited',
      'image.pull-slow',
      'image.pull-failed-other',
    ],
    touchedBy: ['image'],
  },
  {
    id: 'image-policy-rejects',
    title: 'A policy refuses the image',
    provedBy: ['image.signature-rejected'],
    touchedBy: ['image'],
  },
];
