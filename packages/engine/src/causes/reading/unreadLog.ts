import { referenceTo } from '../../findings/evidence';
import { UnreadEvidence } from '../../findings/Finding';
import { ContainerFailure } from './ContainerFailure';

/** What of a failing container's log to read next. */
export function unreadLog({
  container,
  end,
  source,
}: ContainerFailure): UnreadEvidence {
  const { pod, name, status } = container;
  const run = end && !status.state?.terminated ? ', previous run' : '';
  const reason = source
    ? `the ${source} of container ${name} names no known failure: read the whole log${run ? ' of its previous run' : ''}`
    : `log of container ${name}${run}: not captured`;
  return { type: 'unread', object: referenceTo(pod), reason };
}
