import { Finding } from '../../findings/Finding';
import { problemsOfSamePods } from './problemsOfSamePods';

/** The kubelet's summary of a wait for volumes: it says that they are not there, not why. */
const SUMMARY = /^Unable to attach or mount volumes\b/i;

/**
 * What keeps the volumes from the pods of a finding that the kubelet cannot mount them for. A mount that failed by itself follows only from the driver that it names.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/kubelet/volumemanager/volume_manager.go
 */
export const problemsOfMounts = problemsOfSamePods(
  [
    'storage.csi-driver-not-on-node',
    'storage.multi-attach',
    'storage.attach-failed',
    'deploy.rollout-deadlock',
  ],
  (problem, { message }) =>
    isAboutVolumes(problem) &&
    (SUMMARY.test(message) ||
      (problem.detector === 'storage.csi-driver-not-on-node' &&
        problem.key !== undefined &&
        message.split(/[^\w.-]+/).includes(problem.key))),
);

/** The rollout of a Deployment whose old pods hold the volume that new ones wait for. */
export const problemsOfHeldVolumes = problemsOfSamePods(
  ['deploy.rollout-deadlock'],
  isAboutVolumes,
);

function isAboutVolumes({ detector, key = '' }: Finding) {
  return detector !== 'deploy.rollout-deadlock' || key.startsWith('volume ');
}
