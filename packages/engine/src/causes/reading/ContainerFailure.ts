import { DetectionContext } from '../../detectors/Detector';
import { runsOf } from '../../detectors/jobs/jobRuns';
import {
  LastEnd,
  PodContainer,
  containersOf,
  lastEnd,
} from '../../detectors/shared/containers';
import { AffectedObject, Finding } from '../../findings/Finding';
import { KnownKinds } from '../../snapshot/objects';
import { SignatureMatch, matchSignatures } from '../../signatures';

/** A container that a finding is about, with the end of its last run and what its log tells. */
export interface ContainerFailure {
  readonly container: PodContainer;
  readonly end: LastEnd | undefined;
  /** Where the text that was matched comes from; undefined when nothing was captured. */
  readonly source: 'log' | 'termination message' | undefined;
  readonly lines: readonly string[];
  readonly matches: readonly SignatureMatch[];
}

/** Pods of one revision fail alike; more of them tell nothing new. */
const MOST_FAILURES = 8;

/** The failing containers of a finding. A log that was not captured is replaced by the message with which the container ended, if it left one. */
export function failuresOf(
  finding: Finding,
  context: DetectionContext,
): ContainerFailure[] {
  return finding.affected
    .flatMap(each => failingContainersOf(each, finding, context))
    .slice(0, MOST_FAILURES)
    .map(container => failureOf(container, context));
}

/** What is affected names its container, or is a pod or a Job of which that has failed which did not end well. */
function failingContainersOf(
  { kind, namespace, name, container: wanted }: AffectedObject,
  finding: Finding,
  context: DetectionContext,
): PodContainer[] {
  if (kind === 'Job') return ofJob(name, finding, context);
  const pod =
    kind === 'Pod' ? context.snapshot.get('Pod', namespace, name) : undefined;
  if (!pod) return [];
  return containersOf(pod).filter(each =>
    wanted ? each.name === wanted : hasFailed(each),
  );
}

function ofJob(
  name: string,
  { subject }: Finding,
  context: DetectionContext,
): PodContainer[] {
  if (!runsOf(subject, context).some(each => each.metadata.name === name))
    return [];
  return context.graph
    .podsOf(subject)
    .filter(pod => isOfJob(pod, name))
    .flatMap(containersOf)
    .filter(hasFailed);
}

function isOfJob({ metadata }: KnownKinds['Pod'], job: string) {
  return metadata.ownerReferences?.some(
    each => each.controller && each.kind === 'Job' && each.name === job,
  );
}

function hasFailed(container: PodContainer) {
  const end = lastEnd(container)?.end;
  return end !== undefined && end.exitCode !== 0;
}

function failureOf(
  container: PodContainer,
  { snapshot }: DetectionContext,
): ContainerFailure {
  const { namespace, name } = container.pod.metadata;
  const end = lastEnd(container);
  const log = snapshot.logs(namespace, name, container.name);
  const lines = log ?? end?.end.message?.split('\n');
  return {
    container,
    end,
    source: log ? 'log' : lines && 'termination message',
    lines: lines ?? [],
    matches: lines ? matchSignatures(lines) : [],
  };
}
