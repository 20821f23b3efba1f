/** Detectors whose findings say that a container or a Job fails, but not why. */
export const failingContainers: readonly string[] = [
  'pod.crash-loop',
  'pod.exit-zero-loop',
  'pod.init-failing',
  'pod.init-stuck',
  'pod.native-sidecar-failing',
  'pod.startup-probe-failing',
  'pod.liveness-killing',
  'pod.readiness-failing',
  'pod.restart-rate',
  'probe.connection-refused',
  'probe.http-status',
  'probe.timeout',
  'job.failed',
  'job.retrying',
  'job.deadline-exceeded',
  'cronjob.failing',
];
