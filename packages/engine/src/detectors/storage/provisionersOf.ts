import type { PodSpec } from 'kubernetes-types/core/v1';
import { append } from '../../append';
import { referenceTo } from '../../findings/evidence';
import { ResourceGraph } from '../../graph/ResourceGraph';
import { Workload, podTemplateOf } from '../../graph/workloads';
import { oncePerObject } from '../../oncePerObject';
import { parseImageName } from '../shared/imageName';
import { isScaledToZero } from '../shared/idleWorkloads';
import { DetectionContext } from '../Detector';

/** The image of the sidecar through which a CSI driver makes volumes; the driver's pods on each node go without it. */
const SIDECAR = 'csi-provisioner';

const NO_WORDS: ReadonlySet<string> = new Set();

/** Workloads that run the sidecar, by each word that may name its driver. */
const workloadsByWord = oncePerObject((graph: ResourceGraph) => {
  const found = new Map<string, Workload[]>();
  for (const workload of graph.workloads())
    for (const word of wordsOf(podTemplateOf(workload)?.template.spec))
      append(found, word, workload);
  return found;
});

const wordsOfPods = oncePerObject(({ snapshot }: ResourceGraph) => {
  const found = new Set<string>();
  for (const { spec } of snapshot.all('Pod'))
    for (const word of wordsOf(spec)) found.add(word);
  return found;
});

/**
 * Workloads whose template makes volumes for a CSI driver: it runs the external provisioner, and an argument or variable names the driver. Drivers that know their own
 * name are not found.
 *
 * @see https://kubernetes-csi.github.io/docs/external-provisioner.html
 */
export function provisionersOf(
  provisioner: string,
  { graph }: Pick<DetectionContext, 'graph'>,
): readonly Workload[] {
  return workloadsByWord(graph).get(provisioner) ?? [];
}

/** The workload that would make volumes for a CSI driver and is scaled to zero; undefined while another may do it in its place. */
export function stoppedProvisioner(
  provisioner: string,
  { graph }: DetectionContext,
): Workload | undefined {
  const workloads = provisionersOf(provisioner, { graph });
  const isStopped = workloads.every(
    each =>
      isScaledToZero(each) && graph.podsOf(referenceTo(each)).length === 0,
  );
  return isStopped && !wordsOfPods(graph).has(provisioner)
    ? workloads[0]
    : undefined;
}

/** Where a container runs the sidecar, whatever an argument or variable of any of them says; as a whole: `csi.example.com` is not named by `xcsi.example.com`. */
function wordsOf(spec: PodSpec | undefined): ReadonlySet<string> {
  const containers = spec?.containers ?? [];
  if (!containers.some(({ image }) => image && isSidecar(image)))
    return NO_WORDS;
  const words = new Set<string>();
  for (const { args = [], command = [], env = [] } of containers)
    for (const text of [...args, ...command, ...env.map(each => each.value)])
      for (const word of text?.split(/[^\w.-]+/) ?? []) words.add(word);
  return words;
}

function isSidecar(image: string) {
  return (
    image.includes(SIDECAR) &&
    parseImageName(image).repository.endsWith(`/${SIDECAR}`)
  );
}
