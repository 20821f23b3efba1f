import { Analysis, Recommendation, RecommendationStep } from '@opsagent/engine';
import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { diagnoseLater } from './diagnoseLater';
import { EXPECTED_PROBLEMS, isShown, nameOf } from './expectedFindings';
import { BrokenCluster } from './harness/BrokenCluster';
import { describeOnCluster } from './harness/describeOnCluster';
import { findKubernetesBinaries } from './harness/findKubernetesBinaries';
import { waitFor } from './harness/waitFor';

const run = promisify(execFile);

/** kubectl has no dry run of these, nor of tools other than itself. */
const WITHOUT_DRY_RUN =
  /^kubectl rollout (?:restart|pause|resume)|^(?!kubectl |printf )/;

/** Findings that end when the ready steps of a recommendation are carried out. */
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
    'scheduling.taint-untolerated scheduling/Deployment/untolerated-taint',
    'fix-toleration',
  ],
];

describeOnCluster('recommendations for a broken cluster', () => {
  let broken: BrokenCluster;
  let analysis: Analysis;
  let environment: NodeJS.ProcessEnv;

  beforeAll(async () => {
    const { kubectl } = await findKubernetesBinaries();
    broken = await BrokenCluster.start();
    environment = {
      ...process.env,
      PATH: `${dirname(kubectl)}:${process.env.PATH}`,
      KUBECONFIG: broken.controlPlane.kubeconfig,
    };
    await waitFor('everything to be found', async () => {
      analysis = await diagnoseLater(broken.controlPlane);
      return EXPECTED_PROBLEMS.every(each => isShown(each, analysis.findings));
    }).catch(() => {
      // What is missing is for other tests to say.
    });
  });

  afterAll(() => broken?.stop());

  const shell = (command: string) =>
    run('/bin/sh', ['-c', command], { env: environment });

  it('are there for every incident', () => {
    const without = analysis.incidents
      .filter(each => each.recommendations.length === 0)
      .map(each => each.title);
    expect(without).toEqual([]);
  });

  it('offer only commands that the API server accepts', async () => {
    const commands = new Set(
      analysis.incidents
        .flatMap(each => each.recommendations)
        .flatMap(readyChanges)
        .filter(each => !WITHOUT_DRY_RUN.test(each)),
    );
    expect(commands.size).toBeGreaterThan(15);
    const refused: string[] = [];
    for (const command of commands)
      await shell(`${command} --dry-run=server`).catch(error =>
        refused.push(`${command}\n  ${error.stderr}`),
      );
    expect(refused).toEqual([]);
  });

  it('end what they are for', async () => {
    for (const [name, id] of CURED) {
      const recommendation = recommendationFor(analysis, name, id);
      // A step that begins with "Or" is another way to the same end.
      const steps = (recommendation?.steps ?? []).filter(
        ({ changes, command, open, text }, index) =>
          changes && command && !open && (index === 0 || !isOther(text)),
      );
      const [first] = steps.length > 0 ? steps : readySteps(recommendation);
      if (!first?.command) throw new Error(`Nothing to run for ${name}`);
      await shell(first.command);
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

function isOther(text: string) {
  return /^Or\b/.test(text);
}

function readySteps(
  recommendation: Recommendation | undefined,
): RecommendationStep[] {
  return (recommendation?.steps ?? []).filter(
    ({ changes, command, open }) => changes && command && !open,
  );
}

/** Commands that change something and lack no value. What is made anew after it was deleted cannot be tried while it is still there. */
function readyChanges(recommendation: Recommendation): string[] {
  const steps = readySteps(recommendation);
  const deletes = steps.findIndex(({ command }) =>
    /^kubectl delete /.test(command ?? ''),
  );
  return [
    ...steps.filter(
      ({ command }, index) =>
        deletes < 0 || index <= deletes || !/^printf /.test(command ?? ''),
    ),
  ].flatMap(({ command }) => command ?? []);
}

function recommendationFor(
  { findings, incidents }: Analysis,
  name: string,
  id: string,
) {
  const finding = findings.find(each => nameOf(each) === name);
  return incidents
    .filter(each => finding && each.findings.includes(finding.id))
    .flatMap(each => each.recommendations)
    .find(
      each => each.id === id && finding && each.findings.includes(finding.id),
    );
}
