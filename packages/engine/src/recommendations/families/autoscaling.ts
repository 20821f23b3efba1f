import { targetOf } from '../../detectors/autoscaling/scaleTarget';
import { referenceTo } from '../../findings/evidence';
import { Workload, podTemplateOf } from '../../graph/workloads';
import { isOneEditAway } from '../../detectors/references/nearbyServices';
import { blank, kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { Situation, containerIn } from '../Situation';
import { change, look, merge, patchStep, undo, watch } from '../steps';
import { containerPatch } from '../templatePatch';

function scaledWorkload(situation: Situation): Workload | undefined {
  const scaler = situation.object('HorizontalPodAutoscaler');
  const target = scaler && targetOf(scaler);
  return situation.objectOf(target) as unknown as Workload | undefined;
}

export const autoscalingRules: readonly RecommendationRule[] = [
  {
    id: 'repair-autoscaler',
    title: 'Give the autoscaler what it needs to see',
    causes: ['autoscaler-blind', 'autoscaler-fight'],
    findings: ['hpa.*', 'keda.*'],
    action: 'create-pr',
    risk: 'low',
    prior: 0.85,
    minutes: 10,
    requires: ['Nobody pins the number of replicas by hand on purpose'],
    verify: 'The autoscaler reports ScalingActive',
    undo: 'Write the former objects again',
    plan(situation) {
      const { subject, finding } = situation;
      const scaler = situation.object('HorizontalPodAutoscaler');
      const target = scaler ? referenceTo(scaler) : subject;
      const first = look(
        'See what it reports',
        kubectl`describe ${on(target)}`,
      );
      if (situation.has('hpa.request-missing'))
        return missingRequest(situation, first);
      if (scaler && situation.has('hpa.target-missing')) {
        const wanted = scaler.spec?.scaleTargetRef;
        const near = (['Deployment', 'StatefulSet'] as const)
          .filter(kind => kind === wanted?.kind)
          .flatMap(kind =>
            situation.snapshot
              .inNamespace(kind, target.namespace)
              .map(each => each.metadata.name),
          )
          .filter(each => isOneEditAway(each, wanted?.name ?? ''));
        const [only] = near.length === 1 ? near : [];
        return {
          target,
          parameters: [
            only
              ? {
                  name: 'scaleTargetRef',
                  current: wanted?.name ?? null,
                  proposed: only,
                  because: 'the only one with nearly that name',
                }
              : undefined,
          ],
          steps: [
            first,
            patchStep(
              'Let it scale a workload that exists',
              merge(target, {
                spec: {
                  scaleTargetRef: {
                    name:
                      only ??
                      blank('WORKLOAD', `a ${wanted?.kind} of the namespace`),
                  },
                },
              }),
            ),
            change(
              'Or delete the autoscaler of a workload that is gone',
              kubectl`delete ${on(target)}`,
            ),
          ],
          rollback: [
            patchStep(
              'Write the former name again',
              merge(target, {
                spec: { scaleTargetRef: { name: wanted?.name ?? null } },
              }),
            ),
          ],
        };
      }
      return {
        target,
        steps: [
          first,
          situation.has('hpa.duplicate-target', 'hpa.ambiguous-selector')
            ? change(
                'Leave one autoscaler for the workload, and delete the other',
              )
            : undefined,
          situation.has(
            'hpa.metrics-unavailable',
            'hpa.metrics-server-absent',
            'controlplane.metrics-server-down',
          )
            ? look(
                'See whether the metrics API answers',
                kubectl`get apiservices`,
              )
            : undefined,
          change(
            `Mend what it names: the metrics API, the login of its trigger, or its target: ${finding.message}`,
          ),
          situation.answers === 'autoscaler-fight'
            ? change(
                'Let one alone write the number of replicas: leave it out of the manifests that are delivered, and let a VerticalPodAutoscaler write another resource',
              )
            : undefined,
        ],
      };
    },
  },
  {
    id: 'raise-hpa-ceiling',
    title: 'Raise the most replicas that it may have',
    causes: ['autoscaler-ceiling'],
    findings: ['hpa.at-max'],
    action: 'create-pr',
    risk: 'medium',
    prior: 0.75,
    minutes: 5,
    requires: [
      'The bottleneck is not a dependency that all replicas share',
      'Nodes and quota have room for more',
    ],
    verify: 'The autoscaler no longer reports TooManyReplicas',
    undo: 'Write the former maximum again',
    plan(situation) {
      const scaler = situation.object('HorizontalPodAutoscaler');
      const current = scaler?.spec?.maxReplicas;
      if (!scaler || !current) return undefined;
      const target = referenceTo(scaler);
      const wanted = ratioWanted(scaler);
      const proposed = Math.max(
        current + 1,
        Math.min(current * 2, Math.ceil(current * (wanted ?? 1.5))),
      );
      return {
        target,
        parameters: [
          {
            name: 'maxReplicas',
            current,
            proposed,
            because: wanted
              ? 'the present number times the ratio of the metric to its target, at most twice the present'
              : 'half as many more; the metric’s value was not read',
          },
        ],
        steps: [
          look(
            'Compare the metric with its target',
            kubectl`describe ${on(target)}`,
          ),
          look(
            'See what room the quota leaves',
            kubectl`describe resourcequota -n ${target.namespace}`,
          ),
          patchStep(
            'Raise the maximum',
            merge(target, { spec: { maxReplicas: proposed } }),
          ),
        ],
        rollback: [
          patchStep(
            'Write the former maximum again',
            merge(target, { spec: { maxReplicas: current } }),
          ),
        ],
      };
    },
  },
];

/** How far a metric is above its target; the largest of several. */
function ratioWanted(scaler: {
  spec?: { metrics?: unknown };
  status?: { currentMetrics?: unknown };
}) {
  const list = (value: unknown) =>
    (Array.isArray(value) ? value : []) as readonly {
      resource?: {
        name?: string;
        target?: { averageUtilization?: number };
        current?: { averageUtilization?: number };
      };
    }[];
  const ratios = list(scaler.spec?.metrics).flatMap(({ resource }) => {
    const now = list(scaler.status?.currentMetrics).find(
      each => each.resource?.name === resource?.name,
    )?.resource?.current?.averageUtilization;
    const aim = resource?.target?.averageUtilization;
    return now && aim ? [now / aim] : [];
  });
  return ratios.length > 0 ? Math.max(...ratios) : undefined;
}

function missingRequest(situation: Situation, first: ReturnType<typeof look>) {
  const workload = scaledWorkload(situation);
  const scaler = situation.object('HorizontalPodAutoscaler');
  if (!workload || !scaler) return undefined;
  const target = referenceTo(workload);
  const container = containerIn(
    podTemplateOf(workload)?.template,
    situation.finding.key,
  );
  const resource =
    /requests no (\w+)/.exec(situation.finding.message)?.[1] ?? 'cpu';
  return {
    target,
    steps: [
      first,
      patchStep(
        'State the request of which it needs the used share',
        containerPatch(workload, container, {
          resources: {
            requests: {
              [resource]: blank(
                'REQUEST',
                `the 95th percentile of a week’s use of ${resource}`,
              ),
            },
          },
        }),
      ),
      watch(target),
    ],
    rollback: [undo(target)],
  };
}
