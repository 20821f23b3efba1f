import { Detector } from '../Detector';
import { clusterExtensions } from './clusterExtensions';
import { externalSecrets } from './externalSecrets';
import { keda } from './keda';
import { operatorLifecycle } from './operatorLifecycle';
import { prometheusOperator } from './prometheusOperator';

/** Custom resources of well-known operators, by what these say of them. */
export const operatorDetectors: readonly Detector[] = [
  ...externalSecrets,
  ...keda,
  ...operatorLifecycle,
  ...clusterExtensions,
  ...prometheusOperator,
];
