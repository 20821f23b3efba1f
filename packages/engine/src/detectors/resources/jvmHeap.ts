import { field } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { parseQuantity } from '../../snapshot/quantity';
import { DetectionContext } from '../Detector';
import { Setting, settingsOf } from '../references/settingsOf';
import { configurationOf, namesJava } from '../shared/PodConfiguration';
import { containerDetector } from '../shared/workloadDetector';
import { memoryLimitOf } from './effectiveResources';

/** Of the limit; the rest is for threads, code, and buffers outside the heap. */
const LARGEST_HEAP = 0.9;
const LARGEST_PERCENTAGE = 80;

/** Variables that the virtual machine reads, or start scripts pass to it; the last one wins over the command line. */
const VARIABLES = [
  'JAVA_TOOL_OPTIONS',
  'JDK_JAVA_OPTIONS',
  'JAVA_OPTS',
  '',
  '_JAVA_OPTIONS',
];

const HEAP_OPTION = /-Xmx|MaxRAMPercentage/;

const FACTORS: Readonly<Record<string, number>> = {
  '': 1,
  k: 2 ** 10,
  m: 2 ** 20,
  g: 2 ** 30,
  t: 2 ** 40,
};

/** Java heaps that leave too little of the container's memory for everything else. */
export const jvmHeap = containerDetector({
  id: 'resources.jvm-heap-vs-limit',
  title: 'Java heap leaves no room below the memory limit',
  tier: 'risk',
  documentation: {
    speaks:
      'The Java options of a container, as arguments or in JAVA_TOOL_OPTIONS, JDK_JAVA_OPTIONS, JAVA_OPTS or _JAVA_OPTIONS, allow a heap of 90 % of its memory limit or more (-Xmx), or more than 80 % (-XX:MaxRAMPercentage): the kernel kills it before the heap is full.',
    silent: 'Containers without a memory limit, and options from a Secret.',
    sources: [
      'https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html',
    ],
  },
  longLivedOnly: true,
  check({ container, path }, workload, context) {
    const { args, command } = container;
    if (!args && !command && !mayNameJava(workload.pod, context))
      return undefined;
    const limitText = memoryLimitOf(workload.pod.spec, container);
    if (!limitText) return undefined;
    const heap = heapOf(
      settingsOf(workload.pod, { container, path }, context, setsHeap),
    );
    const limit = heap && parseQuantity(limitText);
    if (!heap || !limit || heap.shareOf(limit) < heap.largest) return undefined;
    const { setting, option } = heap;
    return {
      key: container.name,
      severity: 'medium',
      message: `${option} lets the Java heap of container ${container.name} take ${Math.round(heap.shareOf(limit) * 100)} % of its memory limit of ${limitText}`,
      evidence: [
        // Other options of the same variable may be credentials.
        field(
          setting.object === workload.pod ? workload.source : setting.object,
          setting.path,
          option,
        ),
        field(workload.source, `${path}.resources.limits.memory`, limitText),
      ],
    };
  },
});

interface Heap {
  option: string;
  setting: Setting;
  largest: number;
  shareOf(limit: number): number;
}

function setsHeap(value: string, name: string) {
  return (name === '' || namesJava(name)) && HEAP_OPTION.test(value);
}

/** Whether any container may have a variable that the virtual machine reads. */
function mayNameJava(
  pod: KnownKinds['Pod'],
  { snapshot }: DetectionContext,
): boolean {
  const configuration = configurationOf(pod);
  if (configuration.namesJava) return true;
  const { namespace } = pod.metadata;
  for (const { kind, name, prefix } of configuration.sources) {
    if (kind !== 'ConfigMap' || prefix === undefined) continue;
    for (const key in snapshot.get('ConfigMap', namespace, name)?.data)
      if (namesJava(prefix + key)) return true;
  }
  return false;
}

/** The heap that the options allow; a size wins over a percentage, and of each the last counts. */
function heapOf(settings: readonly Setting[]): Heap | undefined {
  if (settings.length === 0) return undefined;
  const ordered = settings
    .filter(({ key }) => VARIABLES.includes(key))
    .sort((a, b) => VARIABLES.indexOf(a.key) - VARIABLES.indexOf(b.key));
  let size: Heap | undefined;
  let percentage: Heap | undefined;
  for (const setting of ordered) {
    for (const [option, digits, unit] of setting.value.matchAll(
      /-Xmx(\d+)([kmgt]?)\b/gi,
    )) {
      const bytes = Number(digits) * FACTORS[unit.toLowerCase()];
      size = {
        option,
        setting,
        largest: LARGEST_HEAP,
        shareOf: limit => bytes / limit,
      };
    }
    for (const [option, digits] of setting.value.matchAll(
      /-XX:MaxRAMPercentage=(\d+(?:\.\d+)?)/g,
    )) {
      const share = Number(digits) / 100;
      percentage = {
        option,
        setting,
        largest: (LARGEST_PERCENTAGE + 0.001) / 100,
        shareOf: () => share,
      };
    }
  }
  return size ?? percentage;
}
