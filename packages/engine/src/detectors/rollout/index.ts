import { Detector } from '../Detector';
import { daemonSets } from './daemonSets';
import { deploymentProgressDeadline } from './deploymentProgressDeadline';
import { deploymentReplicasShort } from './deploymentReplicasShort';
import { deploymentUnavailable } from './deploymentUnavailable';
import { governingServiceMissing } from './governingServiceMissing';
import { observedGenerationLag } from './observedGenerationLag';
import { refusedPods } from './refusedPods';
import { replicaSetShort } from './replicaSetShort';
import { statefulSets } from './statefulSets';

export const rolloutDetectors: readonly Detector[] = [
  ...refusedPods,
  deploymentProgressDeadline,
  deploymentUnavailable,
  deploymentReplicasShort,
  replicaSetShort,
  ...statefulSets,
  governingServiceMissing,
  ...daemonSets,
  observedGenerationLag,
];
