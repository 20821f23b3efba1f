import { referenceTo } from '../../findings/evidence';
import { KnownKinds } from '../../snapshot/objects';
import { blank, kubectl, on } from '../kubectl';
import { RecommendationRule } from '../RecommendationRule';
import { change, look, merge, patchStep } from '../steps';

/** Seconds. */
const LENIENT = 300;
const DAY = 86_400;

/** A name for a run by hand: not longer than a Job's may be with what Kubernetes appends. */
function manualName(name: string, suffix: string) {
  return `${name.slice(0, 52 - suffix.length)}-${suffix}`;
}

function tryRun({ metadata: { namespace, name } }: KnownKinds['CronJob']) {
  return kubectl`create job -n ${namespace} ${manualName(name, 'manual')} --from=cronjob/${name}`;
}

export const batchRules: readonly RecommendationRule[] = [
  {
    id: 'fix-cron-schedule',
    title: 'Correct the schedule or what may overlap',
    causes: ['schedule-wrong'],
    findings: [
      'cronjob.deadline-too-short',
      'cronjob.failing',
      'cronjob.forbid-blocked',
      'cronjob.invalid-schedule',
      'cronjob.missed-schedule',
      'cronjob.never-run',
      'cronjob.overlapping',
    ],
    action: 'create-pr',
    risk: 'low',
    prior: 0.88,
    minutes: 5,
    requires: ['A run may be repeated without harm'],
    verify: 'A run begins within one interval',
    undo: 'Write the former schedule again',
    plan(situation) {
      const cronJob = situation.object('CronJob');
      if (!cronJob) return undefined;
      const target = referenceTo(cronJob);
      const { schedule, timeZone, startingDeadlineSeconds } =
        cronJob.spec ?? {};
      const hung = situation.finding.affected.find(each => each.kind === 'Job');
      const isHung = situation.has(
        'cronjob.forbid-blocked',
        'cronjob.overlapping',
      );
      const isInvalid = situation.has(
        'cronjob.invalid-schedule',
        'cronjob.never-run',
      );
      const isTight = situation.has(
        'cronjob.deadline-too-short',
        'cronjob.missed-schedule',
      );
      return {
        target: isHung && hung ? hung : target,
        parameters: [
          isTight
            ? {
                name: 'startingDeadlineSeconds',
                current: startingDeadlineSeconds ?? null,
                proposed: LENIENT,
                because:
                  'the controller looks every ten seconds, and may be late',
              }
            : undefined,
        ],
        steps: [
          look(
            `Compare the schedule with the runs: ${situation.finding.message}`,
            kubectl`describe ${on(target)}`,
          ),
          isInvalid
            ? patchStep(
                'Correct the schedule',
                merge(target, {
                  spec: {
                    schedule: blank(
                      'SCHEDULE',
                      `five fields: minute, hour, day of the month, month, day of the week; now ${schedule}`,
                    ),
                    ...(timeZone
                      ? {
                          timeZone: blank(
                            'TIME_ZONE',
                            `a name of the tz database; now ${timeZone}`,
                          ),
                        }
                      : {}),
                  },
                }),
              )
            : undefined,
          isTight
            ? patchStep(
                'Allow a run to begin late',
                merge(target, { spec: { startingDeadlineSeconds: LENIENT } }),
              )
            : undefined,
          isHung
            ? change('End the run that hangs', kubectl`delete ${on(hung)}`)
            : undefined,
          change('Try a run', tryRun(cronJob)),
        ],
        rollback: isTight
          ? [
              patchStep(
                'Write the former deadline again',
                merge(target, {
                  spec: {
                    startingDeadlineSeconds: startingDeadlineSeconds ?? null,
                  },
                }),
              ),
            ]
          : [],
      };
    },
  },
  {
    id: 'resume-suspended',
    title: 'Resume what is suspended, or remove it',
    causes: [],
    findings: ['cronjob.suspended', 'job.suspended'],
    action: 'create-pr',
    risk: 'low',
    prior: 0.9,
    minutes: 5,
    requires: [
      'Whoever suspended it no longer needs it to rest, and no queue of batch work holds it',
    ],
    verify: 'Its pods run',
    undo: 'Suspend it again',
    plan(situation) {
      const suspended = situation.object('CronJob') ?? situation.object('Job');
      if (!suspended) return undefined;
      const target = referenceTo(suspended);
      const starts =
        suspended.kind === 'Job'
          ? 'its pods start, and its deadline counts from then'
          : 'the last run that it missed starts at once, unless startingDeadlineSeconds has passed since';
      return {
        target,
        steps: [
          look(
            'See who suspended it, and when',
            kubectl`get ${on(target)} -o yaml --show-managed-fields`,
          ),
          patchStep(
            `If its work is wanted, resume it: ${starts}`,
            merge(target, { spec: { suspend: false } }),
          ),
          change('If nobody needs it any more, delete it from its source'),
        ],
        rollback: [
          patchStep(
            'Suspend it again',
            merge(target, { spec: { suspend: true } }),
          ),
        ],
      };
    },
  },
  {
    id: 'expire-job',
    title: 'Let finished Jobs be removed',
    causes: [],
    findings: ['job.ttl-missing'],
    action: 'create-pr',
    risk: 'low',
    prior: 0.9,
    minutes: 5,
    requires: ['Nobody reads its log or status later'],
    verify: 'The Job is gone a day after its end',
    undo: 'Take the field away again; a Job that was removed does not come back',
    plan(situation) {
      const job = situation.object('Job');
      if (!job) return undefined;
      const target = referenceTo(job);
      return {
        target,
        parameters: [
          {
            name: 'ttlSecondsAfterFinished',
            current: null,
            proposed: DAY,
            because: 'a day is enough to read why a run failed',
          },
        ],
        steps: [
          look(
            'Keep what its log says, if it matters: the pods go with the Job',
            kubectl`logs ${on(target)} --all-containers --tail=200`,
          ),
          patchStep(
            'Let the Job be removed a day after its end, which for one that ended earlier is at once',
            merge(target, { spec: { ttlSecondsAfterFinished: DAY } }),
          ),
          change('State the same in the manifest that makes such Jobs'),
        ],
        rollback: [
          patchStep(
            'Keep it while it is still there',
            merge(target, { spec: { ttlSecondsAfterFinished: null } }),
          ),
        ],
      };
    },
  },
  {
    id: 'rerun-job',
    title: 'Mend the Job and run it again',
    causes: ['batch-logic-failing', 'migration-missing'],
    findings: [
      'job.deadline-exceeded',
      'job.failed',
      'job.not-starting',
      'job.retrying',
      'job.running-too-long',
      'pod.sidecar-blocks-job',
    ],
    action: 'none',
    risk: 'medium',
    prior: 0.7,
    minutes: 20,
    requires: [
      'It may be repeated without harm, also after part of it was written',
    ],
    verify: 'The Job is complete',
    undo: 'Delete the new Job',
    plan(situation) {
      const { owner, pods } = situation;
      const cronJob = situation.object('CronJob');
      const target = cronJob ? referenceTo(cronJob) : owner;
      const isJob = ['Job', 'CronJob'].includes(target.kind);
      if (!isJob) return undefined;
      const [pod] = pods;
      return {
        target,
        steps: [
          look(
            'Read its first error',
            pod
              ? kubectl`logs ${on(referenceTo(pod))} --all-containers --tail=200`
              : kubectl`describe ${on(target)}`,
          ),
          change(
            'Remove what made it fail: configuration, image, permissions, or its input',
          ),
          situation.has('pod.sidecar-blocks-job')
            ? change(
                'Make the sidecar a native one (an init container with restartPolicy Always), or leave it out of the pods of Jobs',
              )
            : undefined,
          cronJob
            ? change('Run it again', tryRun(cronJob))
            : change(
                'Run it again under another name: a Job cannot be changed',
                kubectl`apply -n ${target.namespace} -f ${blank('FILE', `the manifest of ${target.name} with another name`)}`,
              ),
        ],
      };
    },
  },
];
