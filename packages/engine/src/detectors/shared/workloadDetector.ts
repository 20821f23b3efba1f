import { Evidence, FindingDraft, Severity } from '../../findings/Finding';
import { kindKey } from '../../snapshot/resources';
import { DetectionContext, Detector } from '../Detector';
import {
  JudgedContainer,
  JudgedWorkload,
  Workloads,
  judgedWorkloads,
  subjectsOf,
} from './judgedWorkloads';
import { affectedPod } from './sightings';

/** What a rule has to say about one workload. */
export interface Remark {
  key?: string;
  severity: Severity;
  message: string;
  evidence: Evidence[];
}

/** Nothing, as nearly always, or what a rule has to say. */
export type Said = Remark | readonly Remark[] | undefined;

/** A rule about the configuration of workloads, asked for each of them once. */
export interface WorkloadRule extends Omit<
  Detector,
  'tier' | 'kinds' | 'detect' | 'examines'
> {
  /** Hygiene unless stated. */
  tier?: Detector['tier'];
  /** Besides pods. */
  kinds?: Detector['kinds'];
  /** Where the rule has anything to judge; everywhere unless given. */
  among?: Workloads;
  check(workload: JudgedWorkload, context: DetectionContext): Said;
}

/** The same about each container of workloads. */
export interface ContainerRule extends Omit<WorkloadRule, 'check'> {
  /** Whether containers that only prepare count; they do unless stated. */
  longLivedOnly?: boolean;
  check(
    container: JudgedContainer,
    workload: JudgedWorkload,
    context: DetectionContext,
  ): Said;
}

/**
 * Makes the detector of a rule. All pods of a workload are alike here, so that none is listed; one stands for a workload that was not read and that only its pods
 * can lead to.
 */
export function workloadDetector({
  among = judgedWorkloads,
  check,
  tier = 'hygiene',
  kinds = [],
  ...rule
}: WorkloadRule): Detector {
  return {
    ...rule,
    tier,
    kinds: ['Pod', ...kinds],
    examines: context => subjectsOf(among(context)),
    *detect(context) {
      for (const workload of among(context)) {
        const said = check(workload, context);
        if (said && isAnything(said)) yield* draftsOf(said, workload, context);
      }
    },
  };
}

/** Makes the detector of a rule that looks at one container after the other. */
export function containerDetector({
  longLivedOnly = false,
  check,
  ...rule
}: ContainerRule): Detector {
  return workloadDetector({
    ...rule,
    check(workload, context) {
      const { containers, longLived } = workload;
      let remarks: Remark[] | undefined;
      for (const container of longLivedOnly ? longLived : containers) {
        const said = check(container, workload, context);
        if (!said) continue;
        remarks ??= [];
        remarks.push(...listOf(said));
      }
      return remarks;
    },
  });
}

function* draftsOf(
  said: NonNullable<Said>,
  workload: JudgedWorkload,
  context: DetectionContext,
): Iterable<FindingDraft> {
  const { subject, pod } = workload;
  const affected = isKnownByPodOnly(workload, context)
    ? [affectedPod(pod)]
    : [];
  for (const remark of listOf(said)) yield { subject, ...remark, affected };
}

function isAnything(said: NonNullable<Said>) {
  return !('length' in said) || said.length > 0;
}

function listOf(said: NonNullable<Said>): readonly Remark[] {
  return 'length' in said ? said : [said];
}

function isKnownByPodOnly(
  { subject, isRunning }: JudgedWorkload,
  { snapshot }: DetectionContext,
) {
  const { namespace, name } = subject;
  return isRunning && !snapshot.get(kindKey(subject), namespace, name);
}
