import { manifestDetectors, manifestOnlyDetectors } from './manifestDetectors';
import {
  OF_APPLIED_MANIFESTS,
  OF_PODS_BEHIND_SERVICES,
  OF_TEMPLATES,
} from './rulesOfManifests';

describe('rules of manifests', () => {
  it('are those that are listed, each of which there is, and no others', () => {
    const listed = [
      ...OF_TEMPLATES,
      ...OF_APPLIED_MANIFESTS,
      ...OF_PODS_BEHIND_SERVICES,
      ...manifestOnlyDetectors.map(each => each.id),
    ];
    const ids = manifestDetectors.map(each => each.id);
    expect(ids.sort()).toEqual(listed.sort());
  });
});
