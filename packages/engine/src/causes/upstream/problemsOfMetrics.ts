import { CauseContext } from '../Cause';
import { problemsOfBackends } from './backends';
import { problemsAnywhere } from './problemsAnywhere';
import { Upstream } from './Upstream';

const outages = problemsAnywhere(
  'hpa.metrics-server-absent',
  'controlplane.metrics-server-down',
);

/** For an autoscaler that sees nothing: the metrics API that does not answer. For that API: what is wrong with the workload behind it. */
export function problemsOfMetrics(context: CauseContext): Iterable<Upstream> {
  return context.finding.detector === 'hpa.metrics-server-absent'
    ? problemsOfBackends(context)
    : outages(context);
}
