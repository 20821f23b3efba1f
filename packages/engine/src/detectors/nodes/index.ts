import { Detector } from '../Detector';
import { cordoned } from './cordoned';
import { drainBlocked } from './drainBlocked';
import { leftTaints } from './leftTaints';
import { nodeCapacity } from './nodeCapacity';
import { nodeConditions } from './nodeConditions';
import { nodeEvents } from './nodeEvents';
import { nodeVersions } from './nodeVersions';
import { singleControlPlane } from './singleControlPlane';
import { unusedTaints } from './unusedTaints';

export const nodeDetectors: readonly Detector[] = [
  ...nodeConditions,
  ...nodeEvents,
  drainBlocked,
  leftTaints,
  cordoned,
  ...nodeCapacity,
  ...nodeVersions,
  unusedTaints,
  singleControlPlane,
];
