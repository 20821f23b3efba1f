import { Detector } from '../Detector';
import { apiVersions } from './apiVersions';
import { deprecatedFields } from './deprecatedFields';

export const apiDetectors: readonly Detector[] = [
  ...apiVersions,
  deprecatedFields,
];
