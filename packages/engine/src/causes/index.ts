import { applicationBug } from './application/applicationBug';
import { migrationMissing } from './application/migrationMissing';
import { batchLogicFailing } from './batch/batchLogicFailing';
import { Cause } from './Cause';
import { causeOfRule } from './causeOfRule';
import { causeRules } from './rules';
import { appConfigWrong } from './config/appConfigWrong';
import { mountHidesFiles } from './config/mountHidesFiles';
import { commandWrong } from './config/commandWrong';
import { runtimeUserUnfit } from './config/runtimeUserUnfit';
import { dependencyDown } from './dependency/dependencyDown';
import { dependencySlow } from './dependency/dependencySlow';
import { quorumOrPeerMissing } from './dependency/quorumOrPeerMissing';
import { apiVersionRemoved } from './delivery/apiVersionRemoved';
import { externalDependencyFailing } from './dependency/externalDependencyFailing';
import { imageBroken } from './image/imageBroken';
import { serviceNameWrong } from './network/serviceNameWrong';
import { meshPolicyConflict } from './network/meshPolicyConflict';
import { nodeFault } from './node/nodeFault';
import { nodeNetworkFault } from './node/nodeNetworkFault';
import { appListensElsewhere } from './probe/appListensElsewhere';
import { probeMisconfigured } from './probe/probeMisconfigured';
import { networkPolicyBlocks } from './policy/networkPolicyBlocks';
import { rbacMissing } from './policy/rbacMissing';
import { volumePermissions } from './storage/volumePermissions';

export { failingContainers } from './failingContainers';
export { symptomDetectors } from './symptomDetectors';

/** Every cause that ships; of equally likely ones the earlier is named first. */
export const builtInCauses: readonly Cause[] = [
  serviceNameWrong,
  networkPolicyBlocks,
  dependencyDown,
  rbacMissing,
  appConfigWrong,
  migrationMissing,
  mountHidesFiles,
  commandWrong,
  volumePermissions,
  runtimeUserUnfit,
  probeMisconfigured,
  appListensElsewhere,
  apiVersionRemoved,
  nodeNetworkFault,
  meshPolicyConflict,
  ...causeRules.map(causeOfRule),
  nodeFault,
  imageBroken,
  quorumOrPeerMissing,
  dependencySlow,
  applicationBug,
  externalDependencyFailing,
  batchLogicFailing,
];
