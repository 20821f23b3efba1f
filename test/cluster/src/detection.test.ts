import { Analysis } from '@opsagent/engine';
import { diagnoseLater } from './diagnoseLater';
import { BrokenCluster } from './harness/BrokenCluster';
import { describeOnCluster } from './harness/describeOnCluster';
import { waitFor } from './harness/waitFor';
import {
  EXPECTED_PROBLEMS,
  expectedName,
  factOf,
  isShown,
  nameOf,
} from './expectedFindings';

describeOnCluster('the engine on a broken cluster', () => {
  let broken: BrokenCluster;
  let analysis: Analysis;

  const problems = () =>
    analysis.findings.filter(({ tier }) => tier === 'problem');

  beforeAll(async () => {
    broken = await BrokenCluster.start();
    await waitFor('everything to be found', async () => {
      analysis = await diagnoseLater(broken.controlPlane);
      return EXPECTED_PROBLEMS.every(each => isShown(each, problems()));
    }).catch(() => {
      // What is missing is for the tests to say.
    });
  });

  afterAll(() => broken?.stop());

  it('finds every problem and invents none', () => {
    expect(problems().map(nameOf).sort()).toEqual(
      EXPECTED_PROBLEMS.map(expectedName).sort(),
    );
  });

  it.each(EXPECTED_PROBLEMS.map(each => [expectedName(each), each] as const))(
    'proves %s',
    (name, { evidence, symptom }) => {
      const finding = analysis.findings.find(each => nameOf(each) === name);
      expect(finding).toBeDefined();
      expect(finding?.evidence.map(factOf)).toEqual(
        expect.arrayContaining([...evidence]),
      );
      expect(finding?.symptoms.map(each => each.detector)).toEqual(
        expect.arrayContaining(symptom ? [symptom] : []),
      );
    },
  );

  it('names workloads without requests as untidy, not as broken', () => {
    const found = analysis.findings.filter(
      ({ subject }) => subject.name === 'unbounded',
    );
    expect(found.map(({ tier }) => tier)).not.toContain('problem');
    expect(found.map(({ detector }) => detector)).toContain(
      'resources.requests-missing',
    );
  });

  it('read everything, and no detector failed', () => {
    expect(analysis.coverage.detectors).toMatchObject({
      skipped: [],
      failed: [],
    });
    expect(
      analysis.coverage.kinds.filter(({ state }) => state !== 'complete'),
    ).toEqual([]);
  });
});
