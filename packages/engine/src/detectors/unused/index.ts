import { Detector } from '../Detector';
import { unusedClaim } from './unusedClaim';
import { unusedConfiguration } from './unusedConfiguration';
import { unusedRights } from './unusedRights';
import { unusedService } from './unusedService';

/** Objects that nothing uses. */
export const unusedDetectors: readonly Detector[] = [
  ...unusedConfiguration,
  unusedClaim,
  unusedService,
  ...unusedRights,
];
