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

/** The pairs that no node has, each with the one value of its key that nodes do have. */
function selector(situation: Situation): Correction | undefined {
  const { template, snapshot, workload } = situation;
  if (!situation.has('scheduling.node-selector-mismatch')) return undefined;
  const nodes = snapshot.all('Node');
  const missing = Object.entries(template?.spec?.nodeSelector ?? {}).filter(
    ([key, value]) =>
      !nodes.some(each => each.metadata.labels?.[key] === value),
  );
  const [pair] = missing;
  if (!pair) return undefined;
  const [key, value] = pair;
  const values = new Set(
    nodes.flatMap(each => each.metadata.labels?.[key] ?? []),
  );
  const [only] = values.size === 1 ? values : [];
  return {
    parameters: [
      only
        ? {
            name: key,
            current: value,
            proposed: only,
            because: 'the only value that nodes carry under this label',
          }
        : undefined,
    ],
    steps: [
      patchStep(
        askFor(key, values),
        podSpecPatch(workload, {
          nodeSelector: {
            [key]:
              only ??
              (values.size > 1
                ? blank(
                    'VALUE',
                    `the value of ${key} of the nodes that are meant`,
                  )
                : null),
          },
        }),
      ),
      change(
        'Or give a node the label that it lacks',
        kubectl`label node ${blank('NODE', 'the node that is to take these pods')} ${key}=${value}`,
      ),
    ],
  };
}

function askFor(key: string, values: ReadonlySet<string>) {
  const [first, ...others] = values;
  if (first === undefined)
    return `No node carries the label ${key}: do not ask for it`;
  return others.length === 0
    ? `Ask for ${key}=${first} instead`
    : `Ask for one of ${[...values].slice(0, 5).join(', ')} instead`;
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
