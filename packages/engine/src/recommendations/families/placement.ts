import { isOneEditAway } from '../../detectors/references/nearbyServices';
import { nameOf } from '../../detectors/shared/sightings';
import { blank, kubectl, on } from '../kubectl';
import { Plan } from '../RecommendationRule';
import { Situation } from '../Situation';
import {
  change,
  look,
  patchStep,
  remove,
  replace,
  test,
  undo,
  watch,
} from '../steps';
import { podSpecOperations, podSpecPatch } from '../templatePatch';

/** How to correct the placement rule that no node satisfies. */
export function placementPlan(situation: Situation): Plan {
  const { owner } = situation;
  const [correction] = [
    selector(situation),
    antiAffinity(situation),
    spread(situation),
    nodeName(situation),
  ].flatMap(each => each ?? []);
  return {
    target: owner,
    parameters: correction?.parameters ?? [],
    steps: [
      look('See the labels of the nodes', kubectl`get nodes --show-labels`),
      ...(correction?.steps ?? [
        change(
          `Correct the rule, or label a node so that it fits: ${situation.finding.message}`,
        ),
      ]),
      watch(owner),
    ],
    rollback: [undo(owner)],
  };
}

type Correction = Pick<Plan, 'parameters' | 'steps'>;

/** Of the pairs that no node has, the first: with the value that is meant where the cluster tells it. */
function selector(situation: Situation): Correction | undefined {
  const { template, snapshot } = situation;
  if (!situation.has('scheduling.node-selector-mismatch')) return undefined;
  const nodes = snapshot.all('Node');
  const pair = Object.entries(template?.spec?.nodeSelector ?? {}).find(
    ([key, value]) =>
      !nodes.some(each => each.metadata.labels?.[key] === value),
  );
  if (!pair) return undefined;
  const [key, value] = pair;
  const values = [
    ...new Set(nodes.flatMap(each => each.metadata.labels?.[key] ?? [])),
  ].sort();
  const meant = valueMeant(situation, key, value, values);
  return {
    parameters: [
      meant && {
        name: key,
        current: value,
        proposed: meant.value,
        because: meant.because,
      },
    ],
    steps: [
      selectorStep(situation, key, values, meant?.value),
      change(
        'Or give a node the label that it lacks',
        kubectl`label node ${blank('NODE', 'the node that is to take these pods')} ${key}=${value}`,
      ),
    ],
  };
}

interface ValueMeant {
  value: string;
  because: string;
}

/** Of the values that nodes carry under a label, the one that a selector was to ask for. */
function valueMeant(
  { lastGood }: Situation,
  key: string,
  value: string,
  values: readonly string[],
): ValueMeant | undefined {
  if (values.length === 1)
    return {
      value: values[0],
      because: 'the only value that nodes carry under this label',
    };
  const alike = values.filter(each => isOneEditAway(each, value));
  if (alike.length === 1)
    return {
      value: alike[0],
      because: `of the values that nodes carry, the only one that is a slip of the pen away from ${value}`,
    };
  const before = lastGood?.template.spec?.nodeSelector?.[key];
  return before !== undefined && values.includes(before)
    ? {
        value: before,
        because: `what revision ${lastGood?.number} asked for, and nodes carry`,
      }
    : undefined;
}

const MOST_VALUES = 5;

/** Which of several values is meant, where nothing tells it, is for people to say: the step has no patch. */
function selectorStep(
  { workload, owner }: Situation,
  key: string,
  values: readonly string[],
  meant: string | undefined,
) {
  if (values.length > 0 && meant === undefined) {
    const more = values.length - MOST_VALUES;
    const told = values.slice(0, MOST_VALUES).join(', ');
    return change(
      `Nodes carry ${told}${more > 0 ? ` and ${more} more` : ''} under ${key}: whoever runs ${nameOf(owner)} has to choose which of them to ask for`,
    );
  }
  return patchStep(
    meant === undefined
      ? `No node carries the label ${key}: do not ask for it`
      : `Ask for ${key}=${meant} instead`,
    podSpecPatch(workload, { nodeSelector: { [key]: meant ?? null } }),
  );
}

/** What is required of other pods becomes what is preferred. */
function antiAffinity(situation: Situation): Correction | undefined {
  const { template, workload } = situation;
  if (!situation.has('scheduling.anti-affinity-blocked')) return undefined;
  const rules = template?.spec?.affinity?.podAntiAffinity;
  const required = rules?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  if (required.length === 0) return undefined;
  return {
    steps: [
      patchStep(
        'Prefer to keep the pods apart instead of requiring it, or add a node',
        podSpecPatch(workload, {
          affinity: {
            podAntiAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: null,
              preferredDuringSchedulingIgnoredDuringExecution: [
                ...(rules?.preferredDuringSchedulingIgnoredDuringExecution ??
                  []),
                ...required.map(podAffinityTerm => ({
                  weight: 100,
                  podAffinityTerm,
                })),
              ],
            },
          },
        }),
      ),
    ],
  };
}

function spread(situation: Situation): Correction | undefined {
  const { template, workload, finding } = situation;
  if (!situation.has('scheduling.topology-spread-blocked')) return undefined;
  const constraints = template?.spec?.topologySpreadConstraints ?? [];
  const index = constraints.findIndex(
    each =>
      each.whenUnsatisfiable === 'DoNotSchedule' &&
      (each.topologyKey === finding.key || !finding.key),
  );
  if (index < 0) return undefined;
  return {
    steps: [
      patchStep(
        `Spread over ${constraints[index].topologyKey} as far as possible instead of requiring it`,
        podSpecOperations(workload, path => {
          const at = (field: string) =>
            path('topologySpreadConstraints', index, field);
          return [
            test(at('topologyKey'), constraints[index].topologyKey),
            replace(at('whenUnsatisfiable'), 'ScheduleAnyway'),
          ];
        }),
      ),
      change(
        `Or label the nodes that lack ${constraints[index].topologyKey}, or add nodes`,
      ),
    ],
  };
}

function nodeName(situation: Situation): Correction | undefined {
  const { template, workload, owner } = situation;
  const name = template?.spec?.nodeName;
  if (!situation.has('scheduling.node-name-absent') || !name) return undefined;
  return {
    steps: [
      look('See what it names', kubectl`describe ${on(owner)}`),
      patchStep(
        'Leave the choice of the node to the scheduler',
        podSpecOperations(workload, path => [
          test(path('nodeName'), name),
          remove(path('nodeName')),
        ]),
      ),
    ],
  };
}
