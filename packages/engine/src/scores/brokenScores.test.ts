import { analyze } from '../analyze';
import { deployedPod } from '../testing/deployedPod';
import { snapshotOf } from '../testing/detectorRunner';
import { exposedSubjects } from './exposedSubjects';
import { scoreProfile } from './scoreProfile';

jest.mock('./exposedSubjects', () => ({
  exposedSubjects: jest.fn(
    jest.requireActual('./exposedSubjects').exposedSubjects,
  ),
}));
jest.mock('./scoreProfile', () => ({
  scoreProfile: jest.fn(jest.requireActual('./scoreProfile').scoreProfile),
}));

const broken = () => {
  throw new Error('no');
};
const told = () => {
  const { coverage, scores } = analyze(snapshotOf(deployedPod()));
  return { failed: coverage.detectors.failed, scores };
};

describe('scores of which a part breaks', () => {
  it('do without knowing what the outside reaches', () => {
    const before = told();
    expect(before.failed).toEqual([]);
    jest.mocked(exposedSubjects).mockImplementationOnce(broken);
    const { failed, scores } = told();
    expect(failed).toEqual([
      { detector: 'scores.exposed-workloads', kind: 'detector', message: 'no' },
    ]);
    expect(scores).toEqual(before.scores);
  });

  it('keep the other profiles', () => {
    const before = told().scores.cluster.profiles;
    jest.mocked(scoreProfile).mockImplementationOnce(broken);
    const { failed, scores } = told();
    expect(failed.map(each => each.detector)).toEqual(['scores.security']);
    expect(scores.cluster.profiles.security.points).toBeUndefined();
    expect(scores.cluster.profiles.reliability).toEqual(before.reliability);
    expect(scores.namespaces).toHaveLength(1);
  });
});
