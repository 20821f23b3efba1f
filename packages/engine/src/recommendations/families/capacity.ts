import { parseQuantity } from '../../snapshot/quantity';
import { blank, kubectl } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { ContainerPlace, Situation, containerIn } from '../Situation';
import { change, look, patchStep, undo, watch } from '../steps';
import { containerPatch } from '../templatePatch';

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

export const capacityRules: readonly RecommendationRule[] = [
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
];

function formatLargest({ surroundings }: Situation, resource: string) {
  const largest = surroundings.largestNode(resource);
  return resource === 'memory'
    ? `${Math.floor(largest / 2 ** 20)}Mi`
    : String(largest);
}
