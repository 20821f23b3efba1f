import { Detector } from '../Detector';
import { brokenReferences } from './brokenReferences';

/** Services that others rely on. */
export const referenceDetectors: readonly Detector[] = [...brokenReferences];
