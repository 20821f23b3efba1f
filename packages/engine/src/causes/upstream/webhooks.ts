import { Evidence } from '../../findings/Finding';
import { CauseContext } from '../Cause';
import { problemsOfBackends } from './backends';
import { Upstream } from './Upstream';

const WEBHOOK_DETECTORS = [
  'webhook.service-missing',
  'webhook.no-endpoints',
  'webhook.ca-invalid',
  'webhook.failing',
];
const CALLED = /failed calling webhook "([^"]{1,253})"/i;

/** Problems of the webhook that a refusal names, and, for a webhook behind which nobody answers, of the workload that should. */
export function* problemsOfWebhook(context: CauseContext): Iterable<Upstream> {
  const { finding, foundBy } = context;
  if (finding.detector === 'webhook.no-endpoints') {
    yield* problemsOfBackends(context);
    return;
  }
  const texts = [finding.message, ...finding.evidence.flatMap(textsOf)];
  const name = texts.flatMap(each => CALLED.exec(each)?.[1] ?? [])[0];
  if (!name) return;
  for (const problem of foundBy(WEBHOOK_DETECTORS)) {
    const says = JSON.stringify([
      problem.key,
      problem.message,
      problem.evidence,
    ]);
    if (says.includes(name)) yield { problem };
  }
}

function textsOf(evidence: Evidence): string[] {
  if (evidence.type === 'event') return [evidence.message];
  return evidence.type === 'field' && typeof evidence.value === 'string'
    ? [evidence.value]
    : [];
}
