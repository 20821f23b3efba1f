import { kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { look, merge, patchStep, watch } from '../steps';

export const strategyRules: readonly RecommendationRule[] = [
  {
    id: 'unblock-rollout',
    title: 'Let the old pod go first',
    causes: ['rollout-self-blocked'],
    action: 'create-pr',
    risk: 'medium',
    prior: 0.88,
    minutes: 10,
    requires: ['A short outage is acceptable now'],
    verify: 'Pods of one revision run',
    undo: 'Write the former strategy again',
    plan(situation) {
      const deployment =
        situation.object('Deployment') ??
        (situation.workload?.kind === 'Deployment'
          ? situation.workload
          : undefined);
      if (!deployment) return undefined;
      const target = situation.owner;
      const { strategy } = (deployment.spec ?? {}) as {
        strategy?: { type?: string; rollingUpdate?: object };
      };
      const isVolume =
        situation.has('storage.multi-attach') ||
        situation.finding.key?.startsWith('volume ');
      const proposed = isVolume
        ? { type: 'Recreate', rollingUpdate: null }
        : {
            type: 'RollingUpdate',
            rollingUpdate: { maxUnavailable: 1, maxSurge: 0 },
          };
      return {
        target,
        parameters: [
          {
            name: 'strategy',
            current: (strategy ?? {}) as never,
            proposed,
            because: isVolume
              ? 'only one pod at a time can use the volume'
              : 'the old pod has to make room for the new one',
          },
        ],
        steps: [
          look(
            `Confirm that its own old pod is in the way: ${situation.finding.message}`,
            kubectl`describe ${on(target)}`,
          ),
          patchStep(
            'Change the strategy',
            merge(target, { spec: { strategy: proposed } }),
          ),
          watch(target),
        ],
        rollback: [
          patchStep(
            'Write the former strategy again',
            strategy &&
              merge(target, {
                spec: {
                  strategy: {
                    type: strategy.type ?? 'RollingUpdate',
                    rollingUpdate: strategy.rollingUpdate ?? null,
                  },
                },
              }),
          ),
        ],
      };
    },
  },
];
