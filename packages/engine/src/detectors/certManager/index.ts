import { Detector } from '../Detector';
import { certificates } from './certificates';
import { challenges } from './challenges';
import { issuers } from './issuers';

/** Certificates that cert-manager does not obtain. */
export const certManagerDetectors: readonly Detector[] = [
  ...issuers,
  challenges,
  certificates,
];
