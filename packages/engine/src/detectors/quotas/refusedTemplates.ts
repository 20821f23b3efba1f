import { append } from '../../append';
import { field, referenceTo } from '../../findings/evidence';
import { Workload } from '../../graph/workloads';
import { KnownKinds } from '../../snapshot/objects';
import { DetectionContext } from '../Detector';
import { FamilyDraft, detectorFamily } from '../detectorFamily';
import { AdmittedTemplate, admittedTemplates } from './admittedTemplates';
import { limitConflicts } from './limitConflicts';

/** Tracked resources of which every container must state something, and where it would. */
const MUST_BE_STATED: Readonly<
  Record<string, readonly ['requests' | 'limits', 'cpu' | 'memory']>
> = {
  cpu: ['requests', 'cpu'],
  memory: ['requests', 'memory'],
  'requests.cpu': ['requests', 'cpu'],
  'requests.memory': ['requests', 'memory'],
  'limits.cpu': ['limits', 'cpu'],
  'limits.memory': ['limits', 'memory'],
};

/** Workloads that run and whose next pod would be refused, because a quota or a limit range came later or differs from where the template was tried. */
export const refusedTemplates = detectorFamily({
  rows: [
    {
      id: 'quota.template-needs-requests',
      title: 'Next pod will be refused for want of requests',
      explainedBy: ['create.quota-needs-requests'],
      documentation: {
        speaks:
          'A ResourceQuota tracks the requests or limits of CPU or memory, and a container of a pod template states none and gets none from a LimitRange: the next pod is refused.',
        silent:
          'Quotas with scopes, and templates that state resources for the pod as a whole.',
        sources: [
          'https://github.com/kubernetes/kubernetes/blob/master/pkg/quota/v1/evaluator/core/pods.go',
        ],
      },
    },
    {
      id: 'limitrange.conflict',
      title: 'Next pod will be refused by a limit range',
      explainedBy: ['create.limitrange-violation'],
      documentation: {
        speaks:
          'A pod template, with the defaults of the namespace’s LimitRanges, breaks a minimum, a maximum or a ratio of one of them, for a container or for the pod as a whole.',
        sources: ['https://kubernetes.io/docs/concepts/policy/limit-range/'],
      },
    },
  ],
  tier: 'risk',
  kinds: ['ResourceQuota', 'LimitRange'],
  documentation: {
    silent:
      'Finished and suspended Jobs, workloads whose pods got what the template lacks from elsewhere, and pods that are refused already.',
  },

  *read(context) {
    const quotas = byNamespace(context, 'ResourceQuota');
    const ranges = byNamespace(context, 'LimitRange');
    if (quotas.size + ranges.size === 0) return;
    const workloads = new Map<string, Workload[]>();
    for (const workload of context.graph.workloads()) {
      const { namespace = '' } = workload.metadata;
      if (quotas.has(namespace) || ranges.has(namespace))
        append(workloads, namespace, workload);
    }
    for (const [namespace, members] of workloads) {
      // A limit range that was not read may supply what a template lacks.
      if (context.snapshot.readState('LimitRange', namespace) !== 'complete')
        continue;
      const rules = ranges.get(namespace) ?? [];
      for (const template of admittedTemplates(members, rules, context)) {
        for (const quota of quotas.get(namespace) ?? [])
          yield* unstated(template, quota);
        for (const range of rules) yield* limitConflicts(template, range);
      }
    }
  },
});

function byNamespace<K extends 'ResourceQuota' | 'LimitRange'>(
  { snapshot }: DetectionContext,
  kind: K,
) {
  const found = new Map<string, KnownKinds[K][]>();
  for (const object of snapshot.all(kind) as readonly KnownKinds[K][]) {
    const { namespace = '', deletionTimestamp } = object.metadata;
    if (!deletionTimestamp) append(found, namespace, object);
  }
  return found;
}

function* unstated(
  { workload, containers }: AdmittedTemplate,
  quota: KnownKinds['ResourceQuota'],
): Iterable<FamilyDraft> {
  const { hard, scopes, scopeSelector } = quota.spec ?? {};
  if (scopes?.length || scopeSelector) return;
  for (const resource of Object.keys(hard ?? {})) {
    const [list, name] = MUST_BE_STATED[resource] ?? [];
    if (!list || !name) continue;
    const lacking = containers.find(each => !each[list].has(name));
    if (!lacking) continue;
    yield {
      detector: 'quota.template-needs-requests',
      subject: referenceTo(workload),
      key: resource,
      severity: 'medium',
      message: `Quota ${quota.metadata.namespace}/${quota.metadata.name} tracks ${resource}, and container ${lacking.name} states none: the next pod will be refused`,
      evidence: [
        field(quota, `spec.hard[${resource}]`, hard?.[resource]),
        field(workload, lacking.path, lacking.stated ?? {}),
      ],
    };
  }
}
