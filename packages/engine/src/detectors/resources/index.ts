import { Detector } from '../Detector';
import { missingResources } from './missingResources';

export const resourceDetectors: readonly Detector[] = [...missingResources];
