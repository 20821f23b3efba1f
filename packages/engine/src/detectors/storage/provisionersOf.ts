import type { PodSpec } from 'kubernetes-types/core/v1';
import { referenceTo } from '../../findings/evidence';
import { Workload, podTemplateOf } from '../../graph/workloads';
import { parseImageName } from '../shared/imageName';
import { isScaledToZero } from '../shared/idleWorkloads';
import { DetectionContext } from '../Detector';

/** The image of the sidecar through which a CSI driver makes volumes; the driver's pods on each node go without it. */
const SIDECAR = 'csi-provisioner';

/**
 * Workloads whose template makes volumes for a CSI driver: it runs the external provisioner, and an argument or variable names the driver. Drivers that know their own
 * name are not found.
 *
 * @see https://kubernetes-csi.github.io/docs/external-provisioner.html
 */
export function provisionersOf(
  provisioner: string,
  { graph }: DetectionContext,
): readonly Workload[] {
  return graph
    .workloads()
    .filter(each => provides(podTemplateOf(each)?.template.spec, provisioner));
}

/** The workload that would make volumes for a CSI driver and is scaled to zero; undefined while another may do it in its place. */
export function stoppedProvisioner(
  provisioner: string,
  context: DetectionContext,
): Workload | undefined {
  const { graph, snapshot } = context;
  const workloads = provisionersOf(provisioner, context);
  const isStopped = workloads.every(
    each =>
      isScaledToZero(each) && graph.podsOf(referenceTo(each)).length === 0,
  );
  if (!isStopped) return undefined;
  const runs = snapshot.all('Pod').some(pod => provides(pod.spec, provisioner));
  return runs ? undefined : workloads[0];
}

function provides(spec: PodSpec | undefined, provisioner: string): boolean {
  const containers = spec?.containers ?? [];
  return (
    containers.some(({ image }) => image && isSidecar(image)) &&
    containers.some(({ args = [], command = [], env = [] }) =>
      [...args, ...command, ...env.map(each => each.value ?? '')].some(text =>
        names(text, provisioner),
      ),
    )
  );
}

function isSidecar(image: string) {
  return parseImageName(image).repository.endsWith(`/${SIDECAR}`);
}

/** As a whole: `csi.example.com` is not named by `xcsi.example.com`. */
function names(text: string, provisioner: string) {
  return text.split(/[^\w.-]+/).includes(provisioner);
}
