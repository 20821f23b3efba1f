import { builtInDetectors } from '../detectors';
import { Detector } from '../detectors/Detector';
import { asIfApplied } from './asIfApplied';
import { strayReferences } from './strayReferences';
import { straySelectors } from './straySelectors';

/** Rules that judge what manifests say themselves, or of each other, once pods are made from templates; none of them concludes from what is not there. */
const OF_APPLIED_MANIFESTS: ReadonlySet<string> = new Set([
  'config.configmap-key-missing',
  'config.secret-key-missing',
  'cronjob.invalid-schedule',
  'ingress.backend-port-missing',
  'probe.port-name-unknown',
  'ref.service-port-unknown',
  'service.protocol-mismatch',
  'service.target-port-name-unknown',
  'service.target-port-undeclared',
]);

/** The rules that speak of manifests only. */
export const manifestOnlyDetectors: readonly Detector[] = [
  straySelectors,
  strayReferences,
];

/** The detectors for manifests that are yet to be deployed, as `readDump` reads them with `undeployed`. */
export const manifestDetectors: readonly Detector[] = [
  ...builtInDetectors.map(each =>
    OF_APPLIED_MANIFESTS.has(each.id) ? asIfApplied(each) : each,
  ),
  ...manifestOnlyDetectors,
];
