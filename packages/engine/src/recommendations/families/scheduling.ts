import type { Taint } from 'kubernetes-types/core/v1';
import { parseQuantity } from '../../snapshot/quantity';
import { blank, kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { ContainerPlace, Situation, containerIn } from '../Situation';
import {
  change,
  look,
  merge,
  patchStep,
  remove,
  replace,
  test,
  undo,
  watch,
} from '../steps';
import {
  containerOperations,
  containerPatch,
  podSpecPatch,
} from '../templatePatch';
import { placementPlan } from './placement';

/** Taints that an agent takes away once the node can work: one that stays was left behind. */
const STARTUP_TAINT =
  /^node\.cloudprovider\.kubernetes\.io\/uninitialized$|(?:agent-not-ready|not-initialized|startup)/;
/** Taints by which Kubernetes itself marks nodes that cannot work. */
const UNFIT_TAINT = /^node\.kubernetes\.io\//;

/** The taint that keeps the pods away, and a node that carries it. */
function taintInTheWay({ evidence, finding }: Situation) {
  const keys = (finding.key ?? '').split(',');
  for (const each of evidence) {
    if (each.type !== 'field' || each.path !== 'spec.taints') continue;
    const taints = (each.value ?? []) as unknown as readonly Taint[];
    const taint =
      taints.find(({ key }) => keys.includes(key)) ??
      taints.find(({ effect }) => effect !== 'PreferNoSchedule');
    if (taint) return { taint, node: each.object };
  }
  return undefined;
}

/** The container that asks for most of a resource. */
function greediest({ template }: Situation, resource: string) {
  const containers = template?.spec?.containers ?? [];
  const amount = (name: string) =>
    parseQuantity(
      containers.find(each => each.name === name)?.resources?.requests?.[
        resource
      ],
    ) ?? 0;
  const [first] = [...containers].sort(
    (a, b) => amount(b.name) - amount(a.name),
  );
  return first && amount(first.name) > 0
    ? containerIn(template, first.name)
    : undefined;
}

/** Less than what is asked for now: what the last revision asked for, or the number that was meant where the unit slipped. */
function smallerRequest(
  { lastGood, surroundings }: Situation,
  { name, spec }: ContainerPlace,
  resource: string,
) {
  const current = String(spec.resources?.requests?.[resource]);
  const amount = parseQuantity(current) ?? 0;
  const before = containerIn(lastGood?.template, name)?.spec.resources
    ?.requests?.[resource];
  const former = parseQuantity(before);
  if (before && former !== undefined && former < amount)
    return {
      current,
      proposed: before,
      because: `revision ${lastGood?.number} asked for that`,
    };
  const fits =
    resource === 'cpu' && /^\d{3,}$/.test(current)
      ? amount / 1_000 <= surroundings.largestNode('cpu')
      : false;
  return fits
    ? {
        current,
        proposed: `${current}m`,
        because: `${current} whole CPUs are more than any node has; thousandths were probably meant`,
      }
    : undefined;
}

export const schedulingRules: readonly RecommendationRule[] = [
  {
    id: 'fix-toleration',
    title: 'Tolerate the taint, or remove it',
    causes: ['node-taint-unfit'],
    findings: ['node.taint-left-behind'],
    action: 'create-pr',
    risk: 'medium',
    prior: 0.85,
    minutes: 5,
    requires: [
      'The taint does not mark nodes that are broken or kept for others',
    ],
    verify: 'The pods are scheduled',
    undo: 'Set the taint again, or return to the revision before',
    plan(situation) {
      const { owner, workload, template } = situation;
      const found = taintInTheWay(situation);
      if (!found) return undefined;
      const { taint, node } = found;
      const { key, value, effect } = taint;
      const whole = `${key}${value ? `=${value}` : ''}:${effect}`;
      if (UNFIT_TAINT.test(key))
        return {
          target: node,
          action: 'none' as const,
          steps: [
            look(
              `Kubernetes itself has set ${key}: see what is wrong with the node`,
              kubectl`describe ${on(node)}`,
            ),
            change('Mend the node; the taint goes by itself'),
          ],
        };
      if (STARTUP_TAINT.test(key))
        return {
          target: node,
          steps: [
            look(
              'See why the agent that takes this taint away has not done so',
              kubectl`get pods -A -o wide --field-selector=spec.nodeName=${node.name}`,
            ),
            change(
              'If the node works, take it away',
              kubectl`taint node ${node.name} ${`${key}:${effect}-`}`,
            ),
          ],
          rollback: [
            change('Set it again', kubectl`taint node ${node.name} ${whole}`),
          ],
        };
      const toleration = {
        key,
        operator: value ? 'Equal' : 'Exists',
        ...(value ? { value } : {}),
        effect,
      };
      return {
        target: owner,
        parameters: [
          {
            name: 'toleration',
            proposed: toleration,
            because: `exactly the taint of ${node.name}`,
          },
        ],
        steps: [
          look('Ask what the taint is for', kubectl`describe ${on(node)}`),
          patchStep(
            'If the pods belong there, let them tolerate it; the list keeps what it has',
            podSpecPatch(workload, {
              tolerations: [...(template?.spec?.tolerations ?? []), toleration],
            }),
          ),
          look(
            'Otherwise they need other nodes, or a node selector that leads to them',
          ),
          watch(owner),
        ],
        rollback: [undo(owner)],
      };
    },
  },
  {
    id: 'fix-placement-rule',
    title: 'Correct the selector, affinity or spread',
    causes: ['placement-rule-unfit'],
    action: 'create-pr',
    risk: 'low',
    prior: 0.9,
    minutes: 5,
    requires: [
      'The rule does not stand for a licence, a law or a zone’s limits',
    ],
    verify: 'The pods are scheduled',
    undo: 'Return to the revision before, or take the label away again',
    plan: placementPlan,
  },
  {
    id: 'add-capacity',
    title: 'Add nodes, or free room',
    causes: ['capacity-exhausted', 'priority-preemption'],
    findings: ['node.requests-saturated', 'node.pod-capacity'],
    action: 'none',
    risk: 'medium',
    prior: 0.8,
    minutes: 15,
    requires: ['The budget, and the provider’s quota, allow more nodes'],
    verify: 'No pod has been waiting for ten minutes',
    undo: 'Give the pool its former size again',
    plan({ owner, finding, snapshot }) {
      const cordoned = snapshot
        .all('Node')
        .filter(
          ({ spec, status }) =>
            spec?.unschedulable &&
            status?.conditions?.some(
              each => each.type === 'Ready' && each.status === 'True',
            ),
        )
        .map(each => each.metadata.name);
      const [only] = cordoned.length === 1 ? cordoned : [];
      return {
        target: owner,
        steps: [
          look(`What is short: ${finding.message}`, kubectl`describe nodes`),
          cordoned.length > 0
            ? change(
                `If no maintenance is under way, open ${cordoned.slice(0, 3).join(', ')} again`,
                only ? kubectl`uncordon ${only}` : undefined,
              )
            : undefined,
          change(
            'Scale down what is idle, or lower requests that are far above use',
          ),
          change('Enlarge the node pool, or the maximum of its autoscaler'),
        ],
      };
    },
  },
  {
    id: 'reduce-request',
    title: 'Correct the request',
    causes: ['request-oversized', 'capacity-exhausted'],
    action: 'patch-resources',
    risk: 'low',
    prior: 0.88,
    minutes: 5,
    requires: [
      'An autoscaler that aims at a share of the request is adjusted too',
    ],
    verify:
      'The pods are scheduled, and neither throttled nor killed for memory',
    undo: 'Set the former request again',
    plan(situation) {
      const { owner, workload, finding, answers } = situation;
      const resource =
        finding.key ?? /insufficient-(cpu|memory)/.exec(finding.detector)?.[1];
      if (!resource) return undefined;
      const container = greediest(situation, resource);
      if (situation.has('scheduling.extended-resource-absent'))
        return {
          target: owner,
          action: 'none' as const,
          steps: [
            look(`See which nodes offer ${resource}`, kubectl`describe nodes`),
            change(
              `Repair or install the device plug-in that offers ${resource}, or let the pods do without`,
            ),
          ],
        };
      const smaller =
        container && smallerRequest(situation, container, resource);
      // That the nodes are full is no sign of a request that is too large.
      if (!smaller && answers !== 'request-oversized') return undefined;
      return {
        target: owner,
        parameters: [smaller && { name: `${resource} request`, ...smaller }],
        steps: [
          look(
            'Compare with the use of the revision before; check the units (m, Mi, Gi)',
          ),
          patchStep(
            'Lower the request',
            containerPatch(workload, container, {
              resources: {
                requests: {
                  [resource]:
                    smaller?.proposed ??
                    blank(
                      'REQUEST',
                      `the 95th percentile of its use, less than the ${formatLargest(situation, resource)} of the largest node`,
                    ),
                },
              },
            }),
          ),
          watch(owner),
        ],
        rollback: [undo(owner)],
      };
    },
  },
  {
    id: 'free-host-port',
    title: 'Drop or move the host port',
    causes: ['host-port-taken'],
    action: 'create-pr',
    risk: 'low',
    prior: 0.85,
    minutes: 10,
    requires: ['No client outside of the cluster uses the port of the node'],
    verify: 'The pods are scheduled',
    undo: 'Return to the revision before',
    plan(situation) {
      const { owner, workload, template, finding } = situation;
      const wanted = Number(/\d+/.exec(finding.key ?? '')?.[0]);
      const place = (template?.spec?.containers ?? []).flatMap(
        ({ name, ports = [] }) => {
          const index = ports.findIndex(
            ({ hostPort }) => hostPort && (hostPort === wanted || !wanted),
          );
          return index < 0
            ? []
            : [{ name, index, hostPort: ports[index].hostPort }];
        },
      )[0];
      return {
        target: owner,
        steps: [
          look(
            'See who holds the port on each node',
            kubectl`get pods -A -o wide`,
          ),
          patchStep(
            'Drop the host port and let a Service lead to the pods',
            place &&
              containerOperations(
                workload,
                containerIn(template, place.name),
                path => [
                  test(path('ports', place.index, 'hostPort'), place.hostPort),
                  remove(path('ports', place.index, 'hostPort')),
                ],
              ),
          ),
          change('Or give it another host port, or more nodes'),
          watch(owner),
        ],
        rollback: [undo(owner)],
      };
    },
  },
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
  {
    id: 'resolve-port-clash',
    title: 'Give each container a port of its own',
    causes: ['pod-port-clash'],
    findings: ['pod.duplicate-container-port', 'istio.reserved-port'],
    action: 'create-pr',
    risk: 'low',
    prior: 0.9,
    minutes: 10,
    requires: ['The image lets its port be chosen'],
    verify: 'Both containers are ready',
    undo: 'Return to the revision before',
    plan(situation) {
      const { owner, workload, template, finding } = situation;
      const number = Number(/\d+/.exec(finding.key ?? '')?.[0]);
      const users = (template?.spec?.containers ?? []).flatMap(
        ({ name, ports = [] }) => {
          const index = ports.findIndex(each => each.containerPort === number);
          return index < 0 ? [] : [{ name, index }];
        },
      );
      const last = users.at(-1);
      return {
        target: owner,
        steps: [
          look(
            `See which containers share it, and whether one was injected: ${finding.message}`,
            kubectl`describe ${on(owner)}`,
          ),
          patchStep(
            `Let container ${last?.name} listen elsewhere, and tell the program`,
            last &&
              containerOperations(
                workload,
                containerIn(template, last.name),
                path => [
                  test(path('ports', last.index, 'containerPort'), number),
                  replace(
                    path('ports', last.index, 'containerPort'),
                    blank('PORT', 'a port that no container of the pod uses'),
                  ),
                ],
              ),
          ) ?? change('Let one of them listen elsewhere'),
          change('Let target ports and probes follow'),
          watch(owner),
        ],
        rollback: [undo(owner)],
      };
    },
  },
];

function formatLargest({ surroundings }: Situation, resource: string) {
  const largest = surroundings.largestNode(resource);
  return resource === 'memory'
    ? `${Math.floor(largest / 2 ** 20)}Mi`
    : String(largest);
}
