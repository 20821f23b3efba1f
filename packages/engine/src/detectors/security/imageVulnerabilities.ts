import { field } from '../../findings/evidence';
import { Detector } from '../Detector';
import { containersOf } from '../shared/containers';
import { parseImageName } from '../shared/imageName';
import {
  JudgedWorkload,
  judgedWorkloads,
  subjectsOf,
} from '../shared/judgedWorkloads';
import { nameOf } from '../shared/sightings';

const REPORT = 'VulnerabilityReport.aquasecurity.github.io';

/** The fields of a VulnerabilityReport that are read; any may be missing. */
interface VulnerabilityReport {
  report?: {
    artifact?: { repository?: string; tag?: string; digest?: string };
    registry?: { server?: string };
    summary?: { criticalCount?: number; highCount?: number };
  };
}

/** Vulnerabilities that Trivy has found in what runs now. */
export const imageVulnerabilities: Detector = {
  id: 'security.image-vulnerabilities',
  title: 'Image has known vulnerabilities',
  tier: 'hygiene',
  kinds: ['Pod', REPORT],
  documentation: {
    speaks:
      'A report of the Trivy operator counts critical (high) or high (medium) vulnerabilities in the image that a container runs now.',
    silent:
      'Reports about an image that the workload no longer runs. Clusters without the Trivy operator.',
    sources: [
      'https://aquasecurity.github.io/trivy-operator/latest/docs/crds/vulnerability-report/',
    ],
  },
  examines: context => subjectsOf(judgedWorkloads(context)),
  *detect(context) {
    const workloads = new Map(
      judgedWorkloads(context).map(each => [nameOf(each.subject), each]),
    );
    for (const object of context.snapshot.all(REPORT)) {
      const workload = workloads.get(nameOf(context.graph.topOwner(object)));
      const container =
        object.metadata.labels?.['trivy-operator.container.name'];
      const { report } = object as VulnerabilityReport;
      if (!workload || !container || !report) continue;
      if (!isCurrent(report, container, workload)) continue;
      const critical = countOf(report.summary?.criticalCount);
      const high = countOf(report.summary?.highCount);
      if (critical + high === 0) continue;
      yield {
        subject: workload.subject,
        key: container,
        severity: critical > 0 ? 'high' : 'medium',
        message: `The image of container ${container} has ${critical} critical and ${high} high vulnerabilities`,
        evidence: [
          field(object, 'report.summary', {
            criticalCount: critical,
            highCount: high,
          }),
        ],
      };
    }
  },
};

/** The digest decides; a report without one, or about another manifest of a list, is known by repository and tag. */
function isCurrent(
  { artifact }: NonNullable<VulnerabilityReport['report']>,
  name: string,
  { pod }: JudgedWorkload,
) {
  const container = containersOf(pod).find(each => each.name === name);
  const declared = [
    ...(pod.spec?.containers ?? []),
    ...(pod.spec?.initContainers ?? []),
  ].find(each => each.name === name);
  if (!artifact || !declared?.image) return false;
  const { repository, tag } = parseImageName(declared.image);
  const { digest } = artifact;
  if (digest && container?.status.imageID?.endsWith(digest)) return true;
  return (
    tag !== undefined &&
    tag !== 'latest' &&
    tag === artifact.tag &&
    artifact.repository !== undefined &&
    repository.endsWith(`/${artifact.repository}`)
  );
}

function countOf(value: unknown) {
  return typeof value === 'number' && value > 0 ? value : 0;
}
