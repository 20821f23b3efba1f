import { Detector } from '../Detector';
import { configMapSize } from './configMapSize';
import { environment } from './environment';
import { missingReferences } from './missingReferences';
import { pullSecrets } from './pullSecrets';
import { serviceAccountMissing } from './serviceAccountMissing';
import { staleInPod } from './staleInPod';
import { subpathFailed } from './subpathFailed';

/** What pods need to be configured and what is wrong with it. */
export const configurationDetectors: readonly Detector[] = [
  ...missingReferences,
  ...pullSecrets,
  serviceAccountMissing,
  subpathFailed,
  ...environment,
  staleInPod,
  ...configMapSize,
];
