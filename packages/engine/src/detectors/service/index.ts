import { Detector } from '../Detector';
import { selectorMatchesNothing } from './selectorMatchesNothing';

export const serviceDetectors: readonly Detector[] = [selectorMatchesNothing];
