import { nameOf } from '../../detectors/shared/sightings';
import { field, logEvidence, referenceTo } from '../../findings/evidence';
import { CauseContext, HypothesisDraft } from '../Cause';
import { ContainerFailure } from '../reading/ContainerFailure';
import { mountOf } from '../reading/mounts';

const MOST_LINES = 50;
const LONGEST_LINE = 2_000;
const PATH = /(?:^|[\s"'`=([:])(\/[\w./@-]{1,200}[\w@-])/g;
const COMPLAINT =
  /\b(?:errors?|invalid|unexpected|unknown|unrecogni[sz]ed|malformed|syntax|pars(?:e|ing)|expected|duplicate|failed|unable|cannot)\b/i;
/** What says of itself that it is no error, and complaints about a file that cannot be opened at all. */
const OTHERWISE =
  /\b(?:debug|trace|info)\b|no such file|not found|permission denied|read-only/i;

/** A line near the end of a log that complains of a file which the pod is given from a ConfigMap or Secret, in words that no signature knows. */
export function mountedComplaint({
  failures,
}: CauseContext): HypothesisDraft | undefined {
  for (const failure of failures) {
    const known = new Set(failure.matches.map(each => each.line));
    for (const written of failure.lines.slice(-MOST_LINES).reverse()) {
      const line = written.slice(0, LONGEST_LINE);
      if (known.has(line) || !COMPLAINT.test(line) || OTHERWISE.test(line))
        continue;
      const given = givenFile(line, failure);
      if (!given) continue;
      const { container } = failure;
      const { path, source, mount } = given;
      return {
        message: `Container ${container.name} of ${nameOf(referenceTo(container.pod))} complains of ${path}, which it is given from ${source}`,
        evidence: [
          {
            evidence: logEvidence(container.pod, container.name, [line]),
            as: 'text',
          },
          {
            evidence: field(
              container.pod,
              `${mount.path}.mountPath`,
              mount.mountPath,
            ),
          },
        ],
      };
    }
  }
  return undefined;
}

function givenFile(line: string, { container }: ContainerFailure) {
  for (const [, path] of line.matchAll(PATH)) {
    const mount = mountOf(container, path);
    const volume = container.pod.spec?.volumes?.find(
      each => each.name === mount?.mount.name,
    );
    if (!mount || !volume) continue;
    if (volume.configMap)
      return { path, mount, source: `ConfigMap ${volume.configMap.name}` };
    if (volume.secret)
      return { path, mount, source: `Secret ${volume.secret.secretName}` };
  }
  return undefined;
}
