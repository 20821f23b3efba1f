import { CauseRule } from '../CauseRule';

export const storageCauseRules: readonly CauseRule[] = [
  {
    id: 'volume-claim-unbindable',
    title: 'The volume claim can be bound by nothing',
    provedBy: [
      'storage.class-missing',
      'storage.no-default-class',
      'storage.capacity-unmatched',
      'storage.access-mode-unmatched',
      'storage.selector-unmatched',
      'storage.volume-mode-unmatched',
      'storage.class-name-unmatched',
      'storage.volume-taken',
      'storage.volume-absent',
      'scheduling.pvc-missing',
      'sts.claim-class-missing',
      'storage.pvc-pending',
    ],
  },
  {
    id: 'provisioner-broken',
    title: 'The storage provisioner does not provide',
    provedBy: [
      'storage.resize-stuck',
      'storage.provisioner-absent',
      'storage.provisioning-failed',
    ],
  },
  {
    id: 'volume-attach-broken',
    title: 'A volume cannot be attached or mounted',
    provedBy: [
      'storage.attach-failed',
      'storage.mount-failed',
      'storage.hostpath-missing',
    ],
  },
  {
    id: 'volume-zone-bound',
    title: 'The volume lives where no fitting node is',
    provedBy: ['scheduling.volume-node-affinity', 'scheduling.rwop-in-use'],
  },
  {
    id: 'volume-lost',
    title: 'The volume behind a claim is gone',
    provedBy: ['storage.pvc-lost', 'storage.pv-failed'],
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
];
