import { CauseRule } from '../CauseRule';

export const platformCauseRules: readonly CauseRule[] = [
  {
    id: 'cni-broken',
    title: 'Pods get no network',
    provedBy: [
      'node.cni-not-ready',
      'pod.sandbox-failed',
      'controlplane.cni-down',
    ],
    documentation: {
      speaks:
        'The kubelet cannot set up the network of new pods, or the node’s network plug-in is not ready.',
      silent:
        'Not named where the sandbox fails for its image, its runtime handler or its memory.',
      sources: [
        'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/',
      ],
    },
  },
  {
    id: 'scheduler-down',
    title: 'No scheduler takes care of the pods',
    provedBy: ['scheduling.unknown-scheduler', 'controlplane.scheduler-down'],
    touchedBy: ['placement'],
    documentation: {
      speaks:
        'Pods name a scheduler that does not run, or no scheduler has looked at pods that wait.',
      silent: 'A pod that carries the condition PodScheduled was looked at.',
      sources: [
        'https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/',
      ],
    },
  },
  {
    id: 'apiserver-slow',
    title: 'The API server answers too slowly for a lease',
    provedBy: [
      'controlplane.apiserver-degraded',
      'controlplane.etcd-unhealthy',
      'controlplane.static-pod-unready',
    ],
    toldBy: ['log.leader-lost'],
    documentation: {
      speaks:
        'The API server or etcd reports that it is not well, or a program’s log says that it lost its leader lease.',
      silent:
        'A lost lease alone is no more than possible: the program itself may have been starved.',
      sources: ['https://kubernetes.io/docs/concepts/architecture/leases/'],
    },
  },
];
