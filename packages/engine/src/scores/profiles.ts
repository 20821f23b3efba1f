import { Finding, Severity } from '../findings/Finding';
import { Profile } from './Score';

/** What a violation of a rule weighs. Rules without weight are of no account. */
export const WEIGHTS: Readonly<Record<Severity, number>> = {
  critical: 10,
  high: 6,
  medium: 3,
  low: 1,
  info: 0,
};

/** One rule of a profile. */
export interface ProfileRow {
  /** The id of a detector. */
  detector: string;
  weight: number;
}

export interface ProfileDefinition {
  profile: Profile;
  /** Its part in the overall score. */
  share: number;
  /** What it cannot do without. */
  needs?: 'metrics';
  rows: readonly ProfileRow[];
  /** Of what a detector finds, the part that counts here; all unless given. */
  counts?(finding: Finding): boolean;
}

/**
 * The rules of each profile by what they weigh. Those that need measurements of usage are named too: a snapshot does not hold them, so that they count as not asked.
 */
export const PROFILE_DEFINITIONS: readonly ProfileDefinition[] = [
  {
    profile: 'security',
    share: 0.35,
    rows: rowsOf({
      critical: 'rbac.anonymous',
      high: `rbac.cluster-admin rbac.escalation security.capabilities-added security.configmap-secret security.env-secret-literal security.host-namespace
        security.image-vulnerabilities security.privileged`,
      medium: `cert.expiring node.version-skew rbac.default-sa-bound rbac.pod-exec rbac.role-missing rbac.secrets-read rbac.wildcard security.host-path
        security.ingress-no-tls security.latest-tag security.lsm-unconfined security.privilege-escalation security.proc-mount security.psa-would-reject
        security.runs-as-root security.scc-privileged security.unsafe-sysctl`,
      low: `namespace.default-used netpol.missing policy.report-failure rbac.pod-create rbac.subject-missing security.capabilities-not-dropped
        security.default-service-account security.host-port security.psa-unset security.seccomp-missing security.service-exposed security.token-automount
        security.writable-root-fs`,
    }),
  },
  {
    profile: 'reliability',
    share: 0.3,
    rows: rowsOf({
      high: 'api.removed-version config.service-account-missing',
      medium: `config.pull-secret-missing config.pull-secret-wrong cronjob.deadline-too-short hpa.replicas-managed-twice hpa.vpa-conflict ingress.path-conflict
        limitrange.conflict node.pod-capacity pdb.blocks-all pdb.min-above-replicas pdb.overlap probe.liveness-too-tight probe.none
        probe.port-number-undeclared probe.readiness-missing quota.template-needs-requests resources.best-effort resources.memory-limit-missing
        resources.no-graceful-stop resources.requests-missing resources.single-replica security.latest-tag service.target-port-undeclared`,
      low: `api.deprecated-version config.configmap-too-large config.env-duplicate config.env-unresolved-var config.stale-in-pod deploy.recreate-strategy
        hpa.min-low meta.owner-missing pdb.matches-nothing probe.liveness-missing quota.near ref.scheme-conflict resources.no-spread resources.pdb-missing
        service.single-endpoint storage.emptydir-memory-unbounded sts.governing-service-not-headless`,
    }),
  },
  {
    profile: 'performance',
    share: 0.2,
    needs: 'metrics',
    rows: rowsOf({
      high: 'resources.memory-near-limit',
      medium: `node.requests-saturated node.usage-high resources.cpu-under-provisioned resources.jvm-heap-vs-limit resources.memory-under-provisioned`,
      low: `hpa.burst-exceeds-capacity hpa.flapping hpa.min-equals-max node.limits-overcommit`,
    }),
  },
  {
    profile: 'cost',
    share: 0.15,
    rows: rowsOf({
      medium: 'resources.requests-missing',
      low: `config.configmap-too-large job.ttl-missing pod.failed-leftover resources.idle resources.over-provisioned security.service-exposed
        storage.pv-released unused.pvc unused.service`,
    }),
    counts: ({ detector, key }) =>
      detector !== 'security.service-exposed' || key === 'LoadBalancer',
  },
];

function rowsOf(
  ids: Partial<Record<Severity, string>>,
): ProfileDefinition['rows'] {
  return Object.entries(ids).flatMap(([severity, names]) =>
    names.split(/\s+/).map(detector => ({
      detector,
      weight: WEIGHTS[severity as Severity],
    })),
  );
}
