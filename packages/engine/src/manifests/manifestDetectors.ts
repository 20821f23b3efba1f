import { builtInDetectors } from '../detectors';
import { Detector } from '../detectors/Detector';
import { asIfApplied } from './asIfApplied';
import { knowsPodsOfService } from './knowsPodsOfService';
import {
  OF_APPLIED_MANIFESTS,
  OF_PODS_BEHIND_SERVICES,
  OF_TEMPLATES,
} from './rulesOfManifests';
import { strayReferences } from './strayReferences';
import { straySelectors } from './straySelectors';

/** The rules that speak of manifests only. */
export const manifestOnlyDetectors: readonly Detector[] = [
  straySelectors,
  strayReferences,
];

/** The detectors for manifests that are yet to be deployed, as `readDump` reads them with `undeployed`. */
export const manifestDetectors: readonly Detector[] = [
  ...builtInDetectors.flatMap(each => {
    const { id } = each;
    if (OF_TEMPLATES.has(id)) return [each];
    if (OF_APPLIED_MANIFESTS.has(id)) return [asIfApplied(each)];
    return OF_PODS_BEHIND_SERVICES.has(id)
      ? [asIfApplied({ ...each, isCertain: knowsPodsOfService })]
      : [];
  }),
  ...manifestOnlyDetectors,
];
