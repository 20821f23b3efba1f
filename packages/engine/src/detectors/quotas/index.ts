import { Detector } from '../Detector';
import { blockedObjects } from './blockedObjects';
import { quotaLevels } from './quotaLevels';
import { refusedTemplates } from './refusedTemplates';

export const quotaDetectors: readonly Detector[] = [
  blockedObjects,
  ...quotaLevels,
  ...refusedTemplates,
];
