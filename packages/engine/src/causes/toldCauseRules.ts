import { CauseRule } from './CauseRule';
import { failingContainers } from './failingContainers';

/** Causes of which, as a rule, only a program's log tells. */
export const toldCauseRules: readonly CauseRule[] = [
  {
    id: 'heap-too-small',
    title: 'The program’s own heap is too small for its work',
    toldBy: ['log.jvm-heap', 'log.node-heap'],
    explains: [...failingContainers, 'pod.oom-killed'],
    touchedBy: ['lowerMemory', 'configuration', 'command'],
  },
  {
    id: 'credentials-wrong',
    title: 'A dependency refuses the credentials',
    toldBy: ['log.auth-failure'],
    touchedBy: ['configuration'],
  },
  {
    id: 'ca-bundle-wrong',
    title:
      'The certificates that the program trusts do not cover its dependency',
    toldBy: ['log.tls-untrusted'],
    touchedBy: ['configuration', 'mounts', 'image'],
  },
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
    id: 'scheme-or-protocol-wrong',
    title: 'One side speaks TLS and the other does not',
    toldBy: ['log.tls-plain'],
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
  {
    id: 'volume-full',
    title: 'A volume is full',
    toldBy: ['log.disk-full'],
  },
  {
    id: 'mount-read-only',
    title: 'The program writes where it may only read',
    provedBy: ['storage.read-only-volume'],
    toldBy: ['log.read-only-fs'],
    touchedBy: ['mounts', 'security'],
  },
  {
    id: 'pod-port-clash',
    title: 'Two processes want the same port',
    toldBy: ['log.port-in-use'],
    touchedBy: ['ports', 'command', 'configuration'],
  },
  {
    id: 'apiserver-slow',
    title: 'The API server answers too slowly for a lease',
    toldBy: ['log.leader-lost'],
  },
];
