import { nameOf } from '../../detectors/shared/sightings';
import { field, logEvidence, referenceTo } from '../../findings/evidence';
import { FieldEvidence } from '../../findings/Finding';
import { CauseContext, HypothesisDraft } from '../Cause';
import { ContainerFailure } from '../reading/ContainerFailure';
import { mountOf } from '../reading/mounts';

const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';
const MISSING =
  /\/var\/run\/secrets\/kubernetes\.io\/serviceaccount\/\S{1,20} ?:? ?.{0,40}no such file|Service token file does not exist/i;

/**
 * A program asks the API server as its ServiceAccount, whose token is not mounted, since the pod or the account says so.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting
 */
export function missingToken(
  context: CauseContext,
): HypothesisDraft | undefined {
  for (const failure of context.failures) {
    const { container, lines } = failure;
    const line = lines.findLast(each => MISSING.test(each));
    const optOut = line && optOutOf(failure, context);
    if (!line || !optOut || mountOf(container, TOKEN)) continue;
    const { pod, name } = container;
    return {
      message: `Container ${name} of ${nameOf(referenceTo(pod))} finds no token of its ServiceAccount, which ${nameOf(optOut.object)} says not to mount`,
      evidence: [
        { evidence: logEvidence(pod, name, [line]), as: 'text' },
        { evidence: optOut, as: 'contradiction' },
      ],
    };
  }
  return undefined;
}

/** What says that the token shall not be mounted; the pod decides where it says anything. */
function optOutOf(
  { container: { pod } }: ContainerFailure,
  { snapshot }: CauseContext,
): FieldEvidence | undefined {
  const path = 'automountServiceAccountToken';
  const own = pod.spec?.automountServiceAccountToken;
  if (own !== undefined)
    return own ? undefined : field(pod, `spec.${path}`, false);
  const account = snapshot.get(
    'ServiceAccount',
    pod.metadata.namespace,
    pod.spec?.serviceAccountName ?? 'default',
  );
  return account?.automountServiceAccountToken === false
    ? field(account, path, false)
    : undefined;
}
