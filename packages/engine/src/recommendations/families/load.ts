import { blank, kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { notAutoscaled, notSizedByAutoscaler } from '../requirements';
import { change, look, patchStep, undo, watch } from '../steps';
import { containerPatch, podSpecPatch } from '../templatePatch';
import { usage } from './usage';

export const loadRules: readonly RecommendationRule[] = [
  {
    id: 'raise-cpu-limit',
    title: 'Relieve CPU throttling',
    causes: ['cpu-starvation'],
    findings: ['resources.cpu-throttled'],
    action: 'patch-resources',
    risk: 'low',
    prior: 0.75,
    minutes: 10,
    requires: ['The nodes have CPU to spare', notSizedByAutoscaler],
    verify: 'Throttling falls below 5 %',
    undo: 'Set the former limit again',
    plan(situation) {
      const { workload, container, owner } = situation;
      return {
        target: owner,
        steps: [
          usage(situation),
          patchStep(
            'Raise request and limit, or drop the limit where your policy allows that',
            containerPatch(workload, container, {
              resources: {
                requests: {
                  cpu: blank('REQUEST', 'the 95th percentile of a week’s use'),
                },
                limits: {
                  cpu: blank(
                    'LIMIT',
                    'the larger of twice the request and the peak of a week',
                  ),
                },
              },
            }),
          ),
          watch(owner),
          look('Compare latencies before and after'),
        ],
        rollback: [undo(owner)],
      };
    },
  },
  {
    id: 'scale-out',
    title: 'Add replicas',
    causes: ['cpu-starvation', 'dependency-slow'],
    action: 'scale',
    risk: 'low',
    prior: 0.7,
    minutes: 5,
    requires: [
      notAutoscaled,
      'It keeps no state of its own, and the database has connections to spare',
    ],
    verify: 'The load of each pod falls',
    undo: 'Scale back',
    plan({ owner, workload }) {
      const replicas = (workload?.spec as { replicas?: number } | undefined)
        ?.replicas;
      if (!workload || replicas === undefined) return undefined;
      return {
        target: owner,
        parameters: [
          {
            name: 'REPLICAS',
            current: replicas,
            proposed: replicas + 1,
            because: 'one more; look before adding the next',
          },
        ],
        steps: [
          change(
            'Add a replica',
            kubectl`scale ${on(owner)} --replicas=${replicas + 1}`,
          ),
          watch(owner),
        ],
        rollback: [
          change(
            'Scale back',
            kubectl`scale ${on(owner)} --replicas=${replicas}`,
          ),
        ],
      };
    },
  },
  {
    id: 'isolate-noisy-neighbour',
    title: 'Separate heavy workloads',
    causes: ['node-memory-exhausted', 'cpu-starvation'],
    action: 'patch-resources',
    risk: 'medium',
    prior: 0.65,
    minutes: 20,
    requires: ['Other nodes have room'],
    verify: 'The node uses less than 80 % and reports no pressure',
    undo: 'Take the spread away again',
    plan(situation) {
      const { node, workload, template, owner } = situation;
      const labels = template?.metadata?.labels;
      return {
        target: owner,
        steps: [
          look(
            'See what runs on the node, and what it uses',
            kubectl`get pods -A -o wide --field-selector=spec.nodeName=${node?.name}`,
          ),
          look('See who uses most', kubectl`top pod -A --sort-by=memory`),
          change(
            'Give the heaviest a request as large as its use, and a limit',
          ),
          labels && owner.kind !== 'DaemonSet' && owner.kind !== 'Node'
            ? patchStep(
                'Spread it over the nodes',
                podSpecPatch(workload, {
                  topologySpreadConstraints: [
                    {
                      maxSkew: 1,
                      topologyKey: 'kubernetes.io/hostname',
                      whenUnsatisfiable: 'ScheduleAnyway',
                      labelSelector: { matchLabels: labels },
                    },
                  ],
                }),
              )
            : undefined,
          watch(workload ? owner : undefined),
        ],
        rollback: [undo(owner)],
      };
    },
  },
  {
    id: 'set-requests-limits',
    title: 'Right-size requests and limits',
    causes: [],
    findings: [
      'resources.requests-missing',
      'resources.memory-limit-missing',
      'resources.over-provisioned',
      'resources.memory-under-provisioned',
      'resources.cpu-limit-below-request',
    ],
    action: 'create-pr',
    risk: 'low',
    prior: 0.8,
    minutes: 10,
    requires: [
      'A week of use was measured',
      'No autoscaler aims at a share of the request',
    ],
    verify: 'Nothing is killed for memory, and nothing is throttled, in a day',
    undo: 'Return to the revision before',
    plan(situation) {
      const { workload, container, owner } = situation;
      const cpu = blank('CPU', 'the 95th percentile of a week’s use');
      const memory = blank(
        'MEMORY',
        '1.15 times the peak of a week, never less than the peak of a start',
      );
      return {
        target: owner,
        steps: [
          usage(situation),
          patchStep(
            'State the CPU request, and the memory as request and limit',
            containerPatch(workload, container, {
              resources: { requests: { cpu, memory }, limits: { memory } },
            }),
          ),
          watch(owner),
        ],
        rollback: [undo(owner)],
      };
    },
  },
];
