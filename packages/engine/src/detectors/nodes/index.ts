import { Detector } from '../Detector';
import { nodeConditions } from './nodeConditions';
import { nodeEvents } from './nodeEvents';

export const nodeDetectors: readonly Detector[] = [
  ...nodeConditions,
  ...nodeEvents,
];
