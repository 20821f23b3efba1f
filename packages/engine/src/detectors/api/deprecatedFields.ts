import type { PodSpec, PodTemplateSpec } from 'kubernetes-types/core/v1';
import { Evidence, ObjectReference } from '../../findings/Finding';
import { field, referenceTo } from '../../findings/evidence';
import { podTemplateOf, Workload } from '../../graph/workloads';
import { DetectionContext, Detector } from '../Detector';

/** A field that Kubernetes has replaced, where an object states it. */
interface Use {
  subject: ObjectReference;
  /** Tells the fields apart. */
  name: string;
  successor: string;
  evidence: Evidence;
}

const TEMPLATE_ANNOTATIONS: readonly (readonly [string, string])[] = [
  [
    'container.apparmor.security.beta.kubernetes.io/',
    'securityContext.appArmorProfile',
  ],
  ['seccomp.security.alpha.kubernetes.io/', 'securityContext.seccompProfile'],
  [
    'container.seccomp.security.alpha.kubernetes.io/',
    'securityContext.seccompProfile',
  ],
];
const OLD_ZONE = 'failure-domain.beta.kubernetes.io/';
const CLAIM_CLASS = 'volume.beta.kubernetes.io/storage-class';
const INGRESS_CLASS = 'kubernetes.io/ingress.class';

export const deprecatedFields: Detector = {
  id: 'api.deprecated-field',
  title: 'Manifest uses a field that has been replaced',
  tier: 'hygiene',
  kinds: [],
  concludesFrom: [
    'Deployment',
    'StatefulSet',
    'DaemonSet',
    'CronJob',
    'Job',
    'PersistentVolumeClaim',
    'Ingress',
    'ConfigMap',
  ],
  documentation: {
    speaks:
      'A pod template uses annotations for AppArmor or seccomp profiles, the old zone and region labels as node selector, a gitRepo volume or `serviceAccount`; a claim or an Ingress names its class by annotation; or kube-proxy is configured for ipvs.',
    silent:
      'Pods, in which the API server repeats fields as annotations, and what another object controls.',
    sources: [
      'https://kubernetes.io/docs/reference/labels-annotations-taints/',
      'https://kubernetes.io/docs/concepts/storage/volumes/#gitrepo',
    ],
  },

  *detect(context) {
    for (const { subject, name, successor, evidence } of usesIn(context)) {
      yield {
        subject,
        key: name,
        severity: 'low',
        message: `${subject.kind} ${subject.namespace ? `${subject.namespace}/` : ''}${subject.name} uses ${name}, which ${successor} has replaced`,
        evidence: [evidence],
      };
    }
  },
};

function* usesIn({ snapshot, graph }: DetectionContext): Iterable<Use> {
  for (const workload of graph.workloads()) {
    const found = podTemplateOf(workload);
    if (found && mayUseOne(found.template)) yield* inTemplate(workload, found);
  }
  for (const claim of snapshot.all('PersistentVolumeClaim')) {
    const value = claim.metadata.annotations?.[CLAIM_CLASS];
    if (value !== undefined && !claim.spec?.storageClassName)
      yield {
        subject: referenceTo(claim),
        name: CLAIM_CLASS,
        successor: 'spec.storageClassName',
        evidence: field(claim, `metadata.annotations[${CLAIM_CLASS}]`, value),
      };
  }
  for (const ingress of snapshot.all('Ingress')) {
    const value = ingress.metadata.annotations?.[INGRESS_CLASS];
    if (value !== undefined && !ingress.spec?.ingressClassName)
      yield {
        subject: referenceTo(ingress),
        name: INGRESS_CLASS,
        successor: 'spec.ingressClassName',
        evidence: field(
          ingress,
          `metadata.annotations[${INGRESS_CLASS}]`,
          value,
        ),
      };
  }
  const proxy = snapshot.get('ConfigMap', 'kube-system', 'kube-proxy');
  const mode = /^mode:\s*["']?(ipvs)\b/m.exec(
    proxy?.data?.['config.conf'] ?? '',
  );
  if (proxy && mode)
    yield {
      subject: referenceTo(proxy),
      name: 'mode ipvs',
      successor: 'mode nftables',
      evidence: field(proxy, 'data[config.conf]', mode[0]),
    };
}

/** Far quicker than to look for each, and never wrong when it says no. */
function mayUseOne({ metadata, spec }: PodTemplateSpec): boolean {
  for (const key in metadata?.annotations)
    if (key.includes('.kubernetes.io/')) return true;
  for (const key in spec?.nodeSelector)
    if (key.startsWith(OLD_ZONE)) return true;
  return (
    namesAccountAsBefore(spec) ||
    Boolean(spec?.volumes?.some(each => each.gitRepo))
  );
}

function* inTemplate(
  workload: Workload,
  { template, path }: { template: PodTemplateSpec; path: string },
): Iterable<Use> {
  if (workload.metadata.deletionTimestamp) return;
  const subject = referenceTo(workload);
  const use = (
    name: string,
    successor: string,
    where: string,
    value: unknown,
  ): Use => ({
    subject,
    name,
    successor,
    evidence: field(workload, `${path}.${where}`, value),
  });

  for (const [prefix, successor] of TEMPLATE_ANNOTATIONS) {
    const annotation = Object.entries(
      template.metadata?.annotations ?? {},
    ).find(([key]) => key.startsWith(prefix));
    if (annotation)
      yield use(
        prefix,
        successor,
        `metadata.annotations[${annotation[0]}]`,
        annotation[1],
      );
  }
  const { spec } = template;
  const zone = Object.entries(spec?.nodeSelector ?? {}).find(([key]) =>
    key.startsWith(OLD_ZONE),
  );
  if (zone)
    yield use(
      OLD_ZONE,
      'topology.kubernetes.io',
      `spec.nodeSelector[${zone[0]}]`,
      zone[1],
    );
  const repository = (spec?.volumes ?? []).findIndex(each => each.gitRepo);
  if (repository >= 0)
    yield use(
      'gitRepo',
      'an init container that clones',
      `spec.volumes[${repository}].gitRepo`,
      spec?.volumes?.[repository].gitRepo?.repository,
    );
  if (namesAccountAsBefore(spec))
    yield use(
      'serviceAccount',
      'serviceAccountName',
      'spec.serviceAccount',
      spec?.serviceAccount,
    );
}

/** The API server writes the old name beside the new one. */
function namesAccountAsBefore(spec: PodSpec | undefined): boolean {
  return Boolean(spec?.serviceAccount && !spec.serviceAccountName);
}
