import { blank, kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { notAutoscaled } from '../requirements';
import { Situation } from '../Situation';
import { change, hasRollout, look, watch } from '../steps';

const WANTED = 'deployment.kubernetes.io/desired-replicas';

/** The number of replicas that the Deployment controller last noted in a ReplicaSet, while it was above zero. */
function formerReplicas({ revisions }: Situation): number | undefined {
  return revisions
    .map(({ object }) => Number(object.metadata.annotations?.[WANTED]))
    .find(each => each > 0);
}

export const rolloutRules: readonly RecommendationRule[] = [
  {
    id: 'scale-from-zero',
    title: 'Restore the replicas',
    causes: ['scaled-to-zero'],
    action: 'scale',
    risk: 'low',
    prior: 0.9,
    minutes: 3,
    requires: [
      notAutoscaled,
      'It was not switched off on purpose: for a migration, or to save cost',
    ],
    verify: 'The Service has ready endpoints',
    undo: 'Scale to zero again',
    plan(situation) {
      const { owner, workload } = situation;
      if (!workload) return undefined;
      const former = formerReplicas(situation);
      const replicas =
        former ??
        blank(
          'REPLICAS',
          'how many there were, as its source or its metrics say; 1 to begin with',
        );
      return {
        target: owner,
        parameters: [
          former === undefined
            ? undefined
            : {
                name: 'REPLICAS',
                current: 0,
                proposed: former,
                because: 'as many as its ReplicaSet was to have last',
              },
        ],
        steps: [
          look(
            'See who scaled it, and when',
            kubectl`get ${on(owner)} -o yaml --show-managed-fields`,
          ),
          change(
            'Scale it',
            kubectl`scale ${on(owner)} --replicas=${replicas}`,
          ),
          watch(owner),
          change('Correct the number in its source as well'),
        ],
        rollback: [
          change(
            'Scale to zero again',
            kubectl`scale ${on(owner)} --replicas=${0}`,
          ),
        ],
      };
    },
  },
  {
    id: 'resume-rollout',
    title: 'Resume the rollout, or abort it',
    causes: ['rollout-paused'],
    findings: ['deploy.paused'],
    action: 'none',
    risk: 'low',
    prior: 0.85,
    minutes: 5,
    requires: ['No analysis or approval is pending'],
    verify: 'Pods of one revision run',
    undo: 'Pause the rollout again',
    plan({ owner }) {
      return {
        target: owner,
        steps: [
          look('Find out why it was paused', kubectl`describe ${on(owner)}`),
          hasRollout(owner)
            ? change('Resume it', kubectl`rollout resume ${on(owner)}`)
            : change('Promote or abort it with the tool that paused it'),
          watch(owner),
        ],
        rollback: hasRollout(owner)
          ? [change('Pause it again', kubectl`rollout pause ${on(owner)}`)]
          : [],
      };
    },
  },
];
