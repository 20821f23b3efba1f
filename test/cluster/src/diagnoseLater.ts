import { collectSnapshot } from '@opsagent/collector';
import { Analysis, analyze } from '@opsagent/engine';
import { ControlPlane } from './harness/ControlPlane';

// Past every detector's grace, and within the time for which they consider an event or a restart recent.
const LATER = 6 * 60_000;

/** Reads a cluster as it is now and diagnoses it as if some time had passed, six minutes unless given, so that a test need not wait for graces to end. */
export async function diagnoseLater(
  { kubeConfig, name }: ControlPlane,
  later = LATER,
): Promise<Analysis> {
  const { snapshot } = await collectSnapshot({
    kubeConfig,
    cluster: name,
    signal: AbortSignal.timeout(30_000),
    now: () => new Date(Date.now() + later),
  });
  return analyze(snapshot);
}
