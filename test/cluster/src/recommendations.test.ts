import { Analysis } from '@opsagent/engine';
import { diagnoseLater } from './diagnoseLater';
import { EXPECTED_PROBLEMS, isShown, nameOf } from './expectedFindings';
import { BrokenCluster } from './harness/BrokenCluster';
import { describeOnCluster } from './harness/describeOnCluster';
import { shellOf } from './harness/shellOf';
import { waitFor } from './harness/waitFor';
import { readyCommandsFor, tryableCommands } from './readyCommands';

/** Findings that end when the first ready command of a recommendation is run. */
const CURED: readonly (readonly [finding: string, recommendation: string])[] = [
  [
    'service.selector-matches-nothing services/Service/selects-nothing',
    'fix-service-selector',
  ],
  [
    'service.target-port-name-unknown services/Service/port-name-unknown',
    'fix-service-port',
  ],
  [
    'service.target-port-undeclared services/Service/port-undeclared',
    'fix-service-port',
  ],
  [
    'create.service-account-missing rollout/Deployment/refused',
    'create-identity',
  ],
  [
    'scheduling.node-selector-mismatch scheduling/Deployment/wrong-node-selector',
    'fix-placement-rule',
  ],
  [
    'scheduling.request-exceeds-node scheduling/Deployment/too-much-cpu',
    'reduce-request',
  ],
  [
    'scheduling.taint-untolerated scheduling/Deployment/untolerated-taint',
    'fix-toleration',
  ],
];

describeOnCluster('recommendations for a broken cluster', () => {
  let broken: BrokenCluster;
  let analysis: Analysis;
  let shell: (command: string) => Promise<void>;

  beforeAll(async () => {
    broken = await BrokenCluster.start();
    shell = await shellOf(broken.controlPlane);
    await waitFor('everything to be found', async () => {
      analysis = await diagnoseLater(broken.controlPlane);
      return EXPECTED_PROBLEMS.every(each => isShown(each, analysis.findings));
    }).catch(() => {
      // What is missing is for other tests to say.
    });
  });

  afterAll(() => broken?.stop());

  it('are there for every incident', () => {
    const without = analysis.incidents
      .filter(each => each.recommendations.length === 0)
      .map(each => each.title);
    expect(without).toEqual([]);
  });

  it('offer only commands that the API server accepts', async () => {
    const commands = tryableCommands(analysis);
    expect(commands.length).toBeGreaterThan(15);
    const refused: string[] = [];
    for (const command of commands)
      await shell(`${command} --dry-run=server`).catch(error =>
        refused.push(`${command}\n  ${error.stderr}`),
      );
    expect(refused).toEqual([]);
  });

  it('end what they are for', async () => {
    for (const [finding, id] of CURED) {
      const [command] = readyCommandsFor(analysis, finding, id);
      await shell(command);
    }
    const cured = CURED.map(([name]) => name);
    await waitFor('the findings to end', async () => {
      const { findings } = await diagnoseLater(broken.controlPlane);
      const left = findings.map(nameOf).filter(each => cured.includes(each));
      if (left.length > 0) throw new Error(`Still there: ${left.join(', ')}`);
      return true;
    });
  });
});
