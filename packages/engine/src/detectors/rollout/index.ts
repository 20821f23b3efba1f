import { Detector } from '../Detector';
import { daemonSets } from './daemonSets';
import { deploymentProgressDeadline } from './deploymentProgressDeadline';
import { deploymentReplicasShort } from './deploymentReplicasShort';
import { deploymentUnavailable } from './deploymentUnavailable';
import { governingServiceMissing } from './governingServiceMissing';
import { misscheduled } from './misscheduled';
import { observedGenerationLag } from './observedGenerationLag';
import { podOnLostNode } from './podOnLostNode';
import { refusedPods } from './refusedPods';
import { replicaSetShort } from './replicaSetShort';
import { rolloutDeadlock } from './rolloutDeadlock';
import { scaledToZero } from './scaledToZero';
import { statefulSets } from './statefulSets';
import { surplusReplicas } from './surplusReplicas';

export const rolloutDetectors: readonly Detector[] = [
  ...refusedPods,
  rolloutDeadlock,
  deploymentProgressDeadline,
  deploymentUnavailable,
  deploymentReplicasShort,
  surplusReplicas,
  scaledToZero,
  replicaSetShort,
  ...statefulSets,
  governingServiceMissing,
  podOnLostNode,
  ...daemonSets,
  misscheduled,
  observedGenerationLag,
];
