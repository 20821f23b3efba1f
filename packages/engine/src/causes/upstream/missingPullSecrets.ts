import { CauseContext } from '../Cause';
import { Upstream } from './Upstream';

const ASKS_FOR_CREDENTIALS =
  /no basic auth|authorization failed|unauthorized|require authorization|authentication required|access denied/i;

/** Pull Secrets that are missing, for an image that the registry hides from those without credentials. */
export function* missingPullSecrets({
  finding,
  findingsOf,
}: CauseContext): Iterable<Upstream> {
  const isAsked = finding.evidence.some(
    each => each.type === 'event' && ASKS_FOR_CREDENTIALS.test(each.message),
  );
  if (!isAsked) return;
  for (const problem of findingsOf(finding.subject))
    if (problem.detector === 'config.pull-secret-missing') yield { problem };
}
