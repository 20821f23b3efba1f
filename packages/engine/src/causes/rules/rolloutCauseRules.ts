import { CauseRule } from '../CauseRule';

export const rolloutCauseRules: readonly CauseRule[] = [
  {
    id: 'scaled-to-zero',
    title: 'A workload that is needed was scaled to zero',
    provedBy: ['workload.scaled-to-zero'],
  },
  {
    id: 'rollout-self-blocked',
    title: 'The rollout waits for its own old pods',
    provedBy: ['deploy.rollout-deadlock', 'storage.multi-attach'],
  },
];
