import {
  AccessRequest,
  forbiddenRequestIn,
  isAllowed,
} from '../../causes/reading/accessRules';
import { Evidence } from '../../findings/Finding';
import {
  absence,
  eventEvidence,
  logEvidence,
  referenceTo,
} from '../../findings/evidence';
import { minutes, within } from '../../snapshot/durations';
import { eventTime } from '../../snapshot/events';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext, Detector } from '../Detector';
import { DraftCollector } from '../DraftCollector';
import { activePods, unquietActivePods } from '../shared/pods';
import { BINDING_KINDS, ROLE_KINDS } from './bindings';

type Pod = KnownKinds['Pod'];

const ID = 'rbac.workload-denied';
const FRESH = minutes(15);
const LAST_LINES = 200;

export const workloadDenied: Detector = {
  id: ID,
  title: 'Workload may not use the API as it tries to',
  tier: 'problem',
  kinds: ['Pod', ...BINDING_KINDS, ...ROLE_KINDS],
  concludesFrom: ['Event'],
  documentation: {
    speaks:
      'The log of a pod, or an event about it of the last 15 minutes, says that its ServiceAccount was forbidden something, and no binding grants it now.',
    silent:
      'Rights that have been granted since, and refusals for somebody else’s ServiceAccount.',
    sources: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/'],
  },

  *detect(context) {
    const collector = new DraftCollector();
    for (const pod of talkingPods(context)) {
      for (const { request, evidence } of refusalsOf(pod, context)) {
        if (!isOwn(request, pod)) continue;
        if (isAllowed(request, context.snapshot) !== 'denied') continue;
        const { verb, resource, group, scope } = request;
        const what = group ? `${resource}.${group}` : resource;
        const account = `ServiceAccount ${request.namespace}/${request.name}`;
        const binding = {
          kind: scope ? 'RoleBinding' : 'ClusterRoleBinding',
          ...(scope ? { namespace: scope } : {}),
          name: '',
        };
        collector.add({
          detector: ID,
          subject: context.graph.topOwner(pod),
          key: `${verb}/${what}`,
          severity: 'high',
          message: `${account} may not ${verb} ${what}${scope ? ` in namespace ${scope}` : ''}`,
          evidence: [
            evidence,
            absence(binding, `grant of ${verb} ${what} for ${account}`),
          ],
          affected: [referenceTo(pod)],
        });
      }
    }
    yield* collector.drafts();
  },
};

/** Of most pods neither a log nor an event was read. */
function talkingPods(context: DetectionContext): readonly Pod[] {
  return context.snapshot.hasLogs
    ? activePods(context)
    : unquietActivePods(context);
}

interface Refusal {
  request: AccessRequest;
  evidence: Evidence;
}

/** Each request once, by the latest line that tells of it. */
function refusalsOf(pod: Pod, context: DetectionContext): Iterable<Refusal> {
  const refusals = new Map<string, Refusal>();
  const add = (text: string, evidence: () => Evidence) => {
    const request = forbiddenRequestIn(text);
    if (request)
      refusals.set(JSON.stringify(request), { request, evidence: evidence() });
  };
  const { snapshot, graph } = context;
  for (const event of graph.eventsOf(pod))
    if (within(snapshot, eventTime(event), FRESH))
      add(event.message ?? '', () => eventEvidence(event));
  for (const { name } of pod.spec?.containers ?? [])
    for (const line of lastLinesOf(pod, name, context))
      add(line, () => logEvidence(pod, name, [line]));
  return refusals.values();
}

function lastLinesOf(
  { metadata: { namespace, name } }: Pod,
  container: string,
  { snapshot }: DetectionContext,
) {
  return snapshot.logs(namespace, name, container)?.slice(-LAST_LINES) ?? [];
}

function isOwn({ namespace, name }: AccessRequest, pod: Pod) {
  const account = pod.spec?.serviceAccountName ?? 'default';
  return namespace === pod.metadata.namespace && name === account;
}
