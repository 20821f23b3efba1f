import { CauseRule } from '../CauseRule';
import { problemsOfMounts } from '../upstream/problemsOfMounts';
import { problemsOfProvisioners } from '../upstream/problemsOfProvisioners';

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
    documentation: {
      speaks:
        'A claim can be bound by nothing: its class, size, mode, selector or named volume matches no volume and no provisioner.',
      silent:
        'Not named for a claim whose class waits for the first consumer, nor while one existing volume fits.',
      sources: [
        'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding',
      ],
    },
  },
  {
    id: 'provisioner-broken',
    title: 'The storage provisioner does not provide',
    provedBy: [
      'storage.resize-stuck',
      'storage.provisioner-absent',
      'storage.provisioning-failed',
      'storage.snapshot-failed',
    ],
    followedBy: {
      detectors: ['storage.pvc-pending'],
      problems: problemsOfProvisioners,
    },
    documentation: {
      speaks:
        'The provisioner of a claim’s class is absent, is scaled to zero or reports errors. A claim that waits follows from what is wrong with the workload that makes volumes of its class.',
      silent: 'A class of which claims were provisioned since is well.',
      sources: [
        'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#provisioning',
      ],
    },
  },
  {
    id: 'volume-attach-broken',
    title: 'A volume cannot be attached or mounted',
    provedBy: [
      'storage.attach-failed',
      'storage.mount-failed',
      'storage.hostpath-missing',
      'storage.detach-stuck',
      'storage.csi-driver-not-on-node',
    ],
    followedBy: {
      detectors: ['storage.mount-failed'],
      problems: problemsOfMounts,
    },
    documentation: {
      speaks:
        'A volume cannot be attached to the node or mounted into the pod, as the attachment or the kubelet reports. That the kubelet waits for it follows from what keeps it from the node: a driver that is absent there, or another pod that holds it.',
      silent:
        'Not named where the old pod of the same workload holds the volume.',
      sources: [
        'https://kubernetes.io/docs/concepts/storage/persistent-volumes/',
      ],
    },
  },
  {
    id: 'volume-zone-bound',
    title: 'The volume lives where no fitting node is',
    provedBy: ['scheduling.volume-node-affinity', 'scheduling.rwop-in-use'],
    documentation: {
      speaks:
        'The volume may be used only on nodes, or from a pod, where the new pod cannot run.',
      sources: [
        'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#node-affinity',
      ],
    },
  },
  {
    id: 'volume-lost',
    title: 'The volume behind a claim is gone',
    provedBy: ['storage.pvc-lost', 'storage.pv-failed'],
    documentation: {
      speaks: 'A claim has lost its volume, or the volume has failed.',
      sources: [
        'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#phase',
      ],
    },
  },
  {
    id: 'volume-full',
    title: 'A volume is full',
    toldBy: ['log.disk-full'],
    documentation: {
      speaks: 'The program’s log says that there is no space left.',
      silent:
        'A limit of local storage and a node’s full disk are other causes.',
    },
  },
  {
    id: 'mount-read-only',
    title: 'The program writes where it may only read',
    provedBy: ['storage.read-only-volume'],
    toldBy: ['log.read-only-fs'],
    touchedBy: ['mounts', 'security'],
    documentation: {
      speaks:
        'The program’s log says that it may not write to a file system, or a mount is read-only that the program writes to.',
      silent:
        'A device that the kernel remounted read-only is the node’s fault.',
      sources: ['https://kubernetes.io/docs/concepts/storage/volumes/'],
    },
  },
];
