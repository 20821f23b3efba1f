import { Detector } from '../Detector';
import { certificateDates } from './certificateDates';
import { hostMismatch } from './hostMismatch';
import { stuckSigningRequests } from './stuckSigningRequests';

export const certificateDetectors: readonly Detector[] = [
  ...certificateDates,
  hostMismatch,
  stuckSigningRequests,
];
