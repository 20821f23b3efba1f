import { Detector } from '../Detector';
import { claimClassMissing } from './claimClassMissing';
import { daemonSets } from './daemonSets';
import { deploymentProgressDeadline } from './deploymentProgressDeadline';
import { deploymentReplicasShort } from './deploymentReplicasShort';
import { deploymentUnavailable } from './deploymentUnavailable';
import { governingServiceMissing } from './governingServiceMissing';
import { governingServiceNotHeadless } from './governingServiceNotHeadless';
import { misscheduled } from './misscheduled';
import { observedGenerationLag } from './observedGenerationLag';
import { pausedDeployment } from './pausedDeployment';
import { podOnLostNode } from './podOnLostNode';
import { recreateStrategy } from './recreateStrategy';
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
  pausedDeployment,
  recreateStrategy,
  replicaSetShort,
  ...statefulSets,
  governingServiceMissing,
  governingServiceNotHeadless,
  claimClassMissing,
  podOnLostNode,
  ...daemonSets,
  misscheduled,
  observedGenerationLag,
];
