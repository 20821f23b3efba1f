import { parseQuantity } from '../../snapshot/quantity';
import { neatBytes } from '../amounts';
import { blank, kubectl, on } from '../kubectl';
import { RecommendationRule, Requirement } from '../RecommendationRule';
import { notSizedByAutoscaler } from '../requirements';
import { Situation, containerIn } from '../Situation';
import { change, look, patchStep, undo, watch } from '../steps';
import { containerPatch } from '../templatePatch';
import { usage } from './usage';

/** Without a measured peak: a container that was killed at its limit needed more, and how much more nobody saw. */
const FACTOR = 1.5;

interface Resize {
  limit: { current?: string; proposed: string; because: string };
  request?: { current: string; proposed: string };
}

/**
 * The limit of a resource before it was lowered, else one and a half times the present one; the request follows where the two are equal, so that the pod's class of
 * service stays.
 */
function resizeOf(
  situation: Situation,
  resource: 'memory' | 'ephemeral-storage',
): Resize | undefined {
  const { limits = {}, requests = {} } =
    situation.container?.spec.resources ?? {};
  const bytes = parseQuantity(limits[resource]);
  if (!bytes) return undefined;
  const { proposed, because } = formerLimit(situation, resource, bytes) ?? {
    proposed: neatBytes(bytes * FACTOR),
    because:
      'one and a half times the present one, as no peak was measured; with one, take the larger of 1.25 times the peak and 1.2 times the present limit',
  };
  const isEqual = parseQuantity(requests[resource]) === bytes;
  return {
    limit: { current: limits[resource], proposed, because },
    ...(isEqual ? { request: { current: requests[resource], proposed } } : {}),
  };
}

/** What the revision before allowed, where that was more. */
function formerLimit(
  { lastGood, container }: Situation,
  resource: string,
  present: number,
) {
  const former = containerIn(lastGood?.template, container?.name)?.spec
    .resources?.limits?.[resource];
  return former && (parseQuantity(former) ?? 0) > present
    ? { proposed: former, because: `revision ${lastGood?.number} has it` }
    : undefined;
}

function resizeParameters(resize: Resize | undefined, resource: string) {
  if (!resize) return [];
  const { limit, request } = resize;
  return [
    {
      name: `${resource} limit`,
      ...limit,
    },
    ...(request
      ? [
          {
            name: `${resource} request`,
            ...request,
            because: 'equal to the limit, as now',
          },
        ]
      : []),
  ];
}

function resizePatch(
  { workload, container }: Situation,
  resource: string,
  resize: Resize | undefined,
) {
  const limit =
    resize?.limit.proposed ??
    blank(
      'LIMIT',
      `1.25 times the peak use of ${resource}, which kubectl top or your monitoring shows`,
    );
  return containerPatch(workload, container, {
    resources: {
      ...(resize?.request
        ? { requests: { [resource]: resize.request.proposed } }
        : {}),
      limits: { [resource]: limit },
    },
  });
}

const fitsOnNode: Requirement = {
  text: 'A node, and the quota of the namespace, have room for it',
  judge(situation) {
    const proposed = parseQuantity(
      resizeOf(situation, 'memory')?.limit.proposed,
    );
    const largest = situation.surroundings.largestNode('memory');
    return proposed && largest && proposed > largest ? false : undefined;
  },
};

export const memoryRules: readonly RecommendationRule[] = [
  {
    id: 'raise-memory-limit',
    title: 'Raise the memory limit',
    causes: ['memory-limit-too-low'],
    findings: ['pod.oom-recovered', 'resources.memory-near-limit'],
    action: 'patch-resources',
    risk: 'medium',
    prior: 0.82,
    minutes: 10,
    requires: [
      'Use does not grow without end: that would be a leak',
      notSizedByAutoscaler,
      fitsOnNode,
    ],
    verify:
      'No container is killed for memory in twice the time that lay between two kills',
    undo: 'Set the former limit again',
    plan(situation) {
      const resize = resizeOf(situation, 'memory');
      return {
        target: situation.owner,
        parameters: resizeParameters(resize, 'memory'),
        steps: [
          usage(situation),
          look(
            'See that quota and limit ranges allow it',
            kubectl`describe resourcequota,limitrange -n ${situation.namespace}`,
          ),
          patchStep(
            'Raise the limit',
            resizePatch(situation, 'memory', resize),
          ) ??
            change(
              'Raise the limit where the container is defined: a template that cannot be changed has to be made anew',
            ),
          watch(situation.owner),
        ],
        rollback: [undo(situation.owner)],
      };
    },
  },
  {
    id: 'contain-memory-leak',
    title: 'Contain the leak and hand it over',
    causes: ['memory-leak'],
    findings: ['metric.runtime-leak'],
    action: 'create-pr',
    risk: 'medium',
    prior: 0.6,
    requires: ['A heap profile may leave the cluster only as its data allow'],
    verify: 'Use does not rise over a day',
    undo: 'Set the former limit again',
    plan(situation) {
      const { lastGood, owner } = situation;
      return {
        target: owner,
        steps: [
          usage(situation),
          lastGood &&
            look(
              `Find the first revision that leaks; if ${lastGood.number} does not, return to it`,
            ),
          change('Take a heap profile shortly before the limit is reached'),
          patchStep(
            'Meanwhile, raise the limit',
            resizePatch(situation, 'memory', resizeOf(situation, 'memory')),
          ),
          change(
            'Open an issue with its owners: the graph, the first revision, the profile',
          ),
        ],
        rollback: [undo(owner)],
      };
    },
  },
  {
    id: 'tune-runtime-heap',
    title: 'Fit the runtime’s heap to the limit',
    causes: ['heap-too-small', 'memory-limit-too-low'],
    findings: ['resources.jvm-heap-vs-limit'],
    action: 'create-pr',
    risk: 'low',
    prior: 0.75,
    minutes: 10,
    requires: ['The heap, not native memory, is what grows'],
    verify:
      'The program no longer complains of its heap, and does not spend its time on garbage collection',
    undo: 'Set the former options again',
    plan(situation) {
      const { container, settable, owner, answers } = situation;
      const runtime = runtimeOf(situation);
      // Of a container killed at its limit nothing is known of a heap unless it sets one.
      if (!runtime && answers !== 'heap-too-small') return undefined;
      const limit = parseQuantity(container?.spec.resources?.limits?.memory);
      const share = limit && Math.floor((limit * 0.75) / 2 ** 20);
      const variable =
        runtime === 'node'
          ? `NODE_OPTIONS=--max-old-space-size=${share}`
          : 'JAVA_TOOL_OPTIONS=-XX:MaxRAMPercentage=75';
      const isTold = runtime !== undefined && limit !== undefined;
      return {
        target: owner,
        parameters: [
          isTold
            ? {
                name: variable.split('=')[0],
                proposed: variable.slice(variable.indexOf('=') + 1),
                because: `three quarters of the limit, ${container?.spec.resources?.limits?.memory}; the rest is for threads, buffers and the runtime itself`,
              }
            : undefined,
        ],
        steps: [
          look(
            'Compare the heap that is set, the limit, and what the container uses besides its heap',
            kubectl`set env ${on(settable)} --list`,
          ),
          change(
            runtime === 'java'
              ? 'Let the heap follow the limit, and drop -Xmx where it is set'
              : 'Let the heap follow the limit; keep options that the variable holds already',
            kubectl`set env ${on(settable)} -c ${container?.name} ${
              isTold
                ? variable
                : blank(
                    'HEAP_OPTION',
                    'JAVA_TOOL_OPTIONS=-XX:MaxRAMPercentage=75 for a JVM, NODE_OPTIONS=--max-old-space-size=MIB for Node.js',
                  )
            }`,
          ),
          watch(owner),
        ],
        rollback: [undo(owner)],
      };
    },
  },
  {
    id: 'raise-ephemeral-limit',
    title: 'Fit the local storage',
    causes: ['ephemeral-limit-hit'],
    action: 'patch-resources',
    risk: 'low',
    prior: 0.8,
    minutes: 10,
    requires: ['What it writes does not grow without end'],
    verify: 'Nothing is evicted for local storage in a day',
    undo: 'Set the former limit again',
    plan(situation) {
      const { owner, settable } = situation;
      const resize = resizeOf(situation, 'ephemeral-storage');
      return {
        target: owner,
        parameters: resizeParameters(resize, 'ephemeral-storage'),
        steps: [
          look('See what grows: logs, temporary files, an emptyDir'),
          settable && situation.container
            ? patchStep(
                'Raise the limit, or move the data to a volume claim',
                resizePatch(situation, 'ephemeral-storage', resize),
              )
            : change('Raise the limit, or move the data to a volume claim'),
          change('Let the program rotate its logs'),
          watch(owner),
        ],
        rollback: [undo(owner)],
      };
    },
  },
];

/** The runtime whose heap a container sets, by the names of its variables; their values may be credentials and are only searched. */
function runtimeOf({
  container,
  evidence,
}: Situation): 'java' | 'node' | undefined {
  const words = [
    ...(container?.spec.command ?? []),
    ...(container?.spec.args ?? []),
    ...(container?.spec.env ?? []).flatMap(each => [
      each.name,
      each.value ?? '',
    ]),
    ...evidence.flatMap(each => (each.type === 'log' ? each.lines : [])),
  ].join('\n');
  if (
    /-Xm[xs]\d|JAVA_(?:TOOL_)?OPT|java\.lang\.OutOfMemoryError|MaxRAMPercentage/i.test(
      words,
    )
  )
    return 'java';
  if (
    /NODE_OPTIONS|max-old-space-size|JavaScript heap out of memory/i.test(words)
  )
    return 'node';
  return undefined;
}
