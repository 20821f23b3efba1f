import { blank, kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { notAutoscaled } from '../requirements';
import { Situation } from '../Situation';
import { change, hasRollout, look, watch } from '../steps';

const WANTED = 'deployment.kubernetes.io/desired-replicas';

/** In the words of the Deployment controller. */
const SCALED_DOWN = /from (\d+) to 0$/;

/** How many replicas there were, as an event tells; else as many as an earlier revision was to have. */
function formerReplicas({ workload, graph, revisions }: Situation) {
  const events = workload
    ? graph.eventsOf(workload, { reasons: ['ScalingReplicaSet'] })
    : [];
  const told = events
    .map(({ message = '' }) => Number(SCALED_DOWN.exec(message)?.[1]))
    .find(each => each > 0);
  if (told) return { replicas: told, because: 'as many as there were before' };
  const noted = revisions
    .map(({ object }) => Number(object.metadata.annotations?.[WANTED]))
    .find(each => each > 0);
  return noted
    ? { replicas: noted, because: 'as many as an earlier revision was to have' }
    : undefined;
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
        former?.replicas ??
        blank(
          'REPLICAS',
          'how many there were, as its source or its metrics say; 1 to begin with',
        );
      return {
        target: owner,
        parameters: [
          former && {
            name: 'REPLICAS',
            current: 0,
            proposed: former.replicas,
            because: former.because,
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
