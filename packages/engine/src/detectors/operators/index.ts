import { Detector } from '../Detector';
import { externalSecrets } from './externalSecrets';
import { keda } from './keda';

/** Custom resources of well-known operators, by what these say of them. */
export const operatorDetectors: readonly Detector[] = [
  ...externalSecrets,
  ...keda,
];
