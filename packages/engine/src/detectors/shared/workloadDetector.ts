import { Evidence, Severity } from '../../findings/Finding';
import { kindKey } from '../../snapshot/resources';
import { DetectionContext, Detector } from '../Detector';
import { JudgedWorkload, judgedWorkloads } from './judgedWorkloads';
import { affectedPod } from './sightings';

/** What a rule has to say about one workload. */
export interface Remark {
  key?: string;
  severity: Severity;
  message: string;
  evidence: Evidence[];
}

/** A rule about the configuration of workloads, asked for each of them once. */
export interface WorkloadRule extends Omit<
  Detector,
  'tier' | 'kinds' | 'detect' | 'examines'
> {
  /** Hygiene unless stated. */
  tier?: Detector['tier'];
  /** Besides pods. */
  kinds?: Detector['kinds'];
  /** Whether the rule has anything to judge here; everywhere unless given. */
  applies?(workload: JudgedWorkload, context: DetectionContext): boolean;
  check(workload: JudgedWorkload, context: DetectionContext): Iterable<Remark>;
}

/**
 * Makes the detector of a rule. All pods of a workload are alike here, so that none is listed; one stands for a workload that was not read and that only its pods
 * can lead to.
 */
export function workloadDetector({
  applies,
  check,
  tier = 'hygiene',
  kinds = [],
  ...rule
}: WorkloadRule): Detector {
  const judged = (context: DetectionContext) =>
    applies
      ? judgedWorkloads(context).filter(each => applies(each, context))
      : judgedWorkloads(context);
  return {
    ...rule,
    tier,
    kinds: ['Pod', ...kinds],
    examines: context => judged(context).map(each => each.subject),
    *detect(context) {
      for (const workload of judged(context)) {
        const { subject, pod } = workload;
        for (const remark of check(workload, context)) {
          yield {
            subject,
            ...remark,
            affected: isKnownByPodOnly(workload, context)
              ? [affectedPod(pod)]
              : [],
          };
        }
      }
    },
  };
}

function isKnownByPodOnly(
  { subject, isRunning }: JudgedWorkload,
  { snapshot }: DetectionContext,
) {
  const { namespace, name } = subject;
  return isRunning && !snapshot.get(kindKey(subject), namespace, name);
}
