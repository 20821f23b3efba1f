import { Detector } from '../Detector';
import { brokenReferences } from './brokenReferences';
import { schemeConflict } from './schemeConflict';

/** Services that others rely on. */
export const referenceDetectors: readonly Detector[] = [
  ...brokenReferences,
  schemeConflict,
];
