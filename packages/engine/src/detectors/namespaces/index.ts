import { Detector } from '../Detector';
import { defaultUsed } from './defaultUsed';
import { namespaceTerminatingStuck } from './namespaceTerminatingStuck';

export const namespaceDetectors: readonly Detector[] = [
  namespaceTerminatingStuck,
  defaultUsed,
];
