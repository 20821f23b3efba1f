import { CauseRule } from '../CauseRule';
import { scaling } from '../changes/clusterChanges';
import { problemsOfHeldVolumes } from '../upstream/problemsOfMounts';

export const rolloutCauseRules: readonly CauseRule[] = [
  {
    id: 'scaled-to-zero',
    title: 'A workload that is needed was scaled to zero',
    provedBy: ['workload.scaled-to-zero'],
    changes: scaling,
    documentation: {
      speaks:
        'A workload that a Service, an Ingress or another workload needs has no replicas because its specification says zero. Who scaled it and when is shown where it is known.',
      silent:
        'Not named where an autoscaler scales to zero on purpose, nor for a workload that nobody needs.',
      sources: [
        'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#scaling-a-deployment',
      ],
    },
  },
  {
    id: 'rollout-self-blocked',
    title: 'The rollout waits for its own old pods',
    provedBy: ['deploy.rollout-deadlock', 'storage.multi-attach'],
    followedBy: {
      detectors: ['storage.multi-attach'],
      problems: problemsOfHeldVolumes,
    },
    documentation: {
      speaks:
        'New pods wait for something that only the old pods of the same workload hold: a node’s port, a volume, or the room that the strategy leaves.',
      silent: 'Not named where the holder is another workload.',
      sources: [
        'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment',
      ],
    },
  },
  {
    id: 'rollout-paused',
    title: 'A rollout is paused half-way',
    provedBy: ['deploy.paused', 'argocd.rollout-degraded'],
    documentation: {
      speaks:
        'A workload is paused while its pods still run an earlier template, or a progressive rollout waits or has been given up.',
      silent: 'A pause that a step of the rollout asks for is meant.',
      sources: [
        'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pausing-and-resuming-a-deployment',
      ],
    },
  },
];
