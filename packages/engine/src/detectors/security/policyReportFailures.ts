import { ObjectReference, Severity } from '../../findings/Finding';
import { field } from '../../findings/evidence';
import { KnownKinds, KubernetesObject } from '../../snapshot/objects';
import { kindKey } from '../../snapshot/resources';
import { textOf } from '../../snapshot/untyped';
import { DetectionContext, Detector } from '../Detector';
import { isSystemNamespace } from '../shared/namespaces';

/** The fields of a policy report that are read; any may be missing. */
interface PolicyReport {
  scope?: ReportedObject;
  results?: {
    policy?: string;
    rule?: string;
    result?: string;
    message?: string;
    severity?: string;
    resources?: ReportedObject[];
  }[];
}

type ReportedObject = Partial<ObjectReference>;

const POLICY_REPORTS = [
  'PolicyReport.wgpolicyk8s.io',
  'ClusterPolicyReport.wgpolicyk8s.io',
] as const;

const SEVERITY_OF_RESULT: Readonly<Record<string, Severity | undefined>> = {
  fail: 'low',
  error: 'medium',
};

/** Policies of Kyverno and others that a workload fails. */
export const policyReportFailures: Detector = {
  id: 'policy.report-failure',
  title: 'Workload fails a policy',
  tier: 'hygiene',
  kinds: ['PolicyReport.wgpolicyk8s.io'],
  concludesFrom: ['ClusterPolicyReport.wgpolicyk8s.io'],
  documentation: {
    speaks:
      'A PolicyReport or ClusterPolicyReport says that an object fails a rule (low), or that the rule could not be evaluated for it (medium).',
    silent:
      'Objects that are gone, and system namespaces. Clusters that do not serve policy reports.',
    sources: ['https://github.com/kubernetes-sigs/wg-policy-prototypes'],
  },
  examines: context => reportResults(context).map(({ subject }) => subject),
  *detect(context) {
    for (const each of reportResults(context)) {
      const severity = SEVERITY_OF_RESULT[each.result];
      if (!severity) continue;
      const rule = [each.policy, each.rule].filter(Boolean).join('/');
      yield {
        subject: each.subject,
        key: rule,
        severity,
        message: `${each.result === 'fail' ? 'Fails' : 'Could not be checked for'} the policy ${rule}${each.message ? `: ${each.message}` : ''}`,
        evidence: [field(each.report, each.path, each.result)],
      };
    }
  },
};

/** What the reports say about objects that still exist, by their top owner. */
function reportResults({ snapshot, graph }: DetectionContext) {
  const reports = POLICY_REPORTS.flatMap(kind => snapshot.all(kind));
  return reports.flatMap(object => {
    const { scope, results } = object as KubernetesObject & PolicyReport;
    if (!Array.isArray(results)) return [];
    return results.flatMap((each, index) => {
      const { result, policy, rule, message, resources } = each ?? {};
      const named = Array.isArray(resources) ? resources : [scope];
      if (typeof result !== 'string') return [];
      return named.flatMap(reported => {
        const subject = reported && subjectOf(reported, { snapshot, graph });
        const path = `results[${index}].result`;
        return subject
          ? [{ subject, result, policy, rule, message, path, report: object }]
          : [];
      });
    });
  });
}

/** Undefined for what is gone or was never named, for an old revision, and for the cluster's own parts. */
function subjectOf(
  reported: ReportedObject,
  { snapshot, graph }: DetectionContext,
): ObjectReference | undefined {
  const [apiVersion, kind, namespace, name] = [
    reported.apiVersion,
    reported.kind,
    reported.namespace,
    reported.name,
  ].map(textOf);
  if (!kind || !name || isSystemNamespace(namespace)) return undefined;
  const found = snapshot.lookup(kindKey({ apiVersion, kind }), namespace, name);
  if (found.state === 'absent') return undefined;
  if (found.state === 'unknown')
    return { ...(apiVersion ? { apiVersion } : {}), kind, namespace, name };
  if (kind === 'ReplicaSet') {
    const { spec } = found.object as KnownKinds['ReplicaSet'];
    if (spec?.replicas === 0) return undefined;
  }
  return graph.topOwner(found.object as KubernetesObject);
}
