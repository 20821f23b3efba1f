import { Detector } from '../Detector';
import { namespaceTerminatingStuck } from './namespaceTerminatingStuck';

export const namespaceDetectors: readonly Detector[] = [
  namespaceTerminatingStuck,
];
