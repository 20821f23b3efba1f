import { Detector } from '../Detector';
import { claimsInTransition } from './claimsInTransition';
import { detachStuck } from './detachStuck';
import { driverNotOnNode } from './driverNotOnNode';
import { failedVolumes } from './failedVolumes';
import { idleVolumes } from './idleVolumes';
import { lostClaims } from './lostClaims';
import { memoryVolumes } from './memoryVolumes';
import { mountFailures } from './mountFailures';
import { multipleDefaultClasses } from './multipleDefaultClasses';
import { pendingClaims } from './pendingClaims';
import { provisionerAbsent } from './provisionerAbsent';
import { snapshotFailed } from './snapshotFailed';
import { volumeErrors } from './volumeErrors';

export const storageDetectors: readonly Detector[] = [
  ...pendingClaims,
  provisionerAbsent,
  lostClaims,
  failedVolumes,
  ...claimsInTransition,
  ...mountFailures,
  detachStuck,
  driverNotOnNode,
  ...volumeErrors,
  memoryVolumes,
  ...idleVolumes,
  multipleDefaultClasses,
  snapshotFailed,
];
