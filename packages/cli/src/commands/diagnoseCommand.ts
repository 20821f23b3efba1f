import {
  analyze,
  ClusterSnapshot,
  Coverage,
  SEVERITIES,
  Severity,
} from '@opsagent/engine';
import { Command, Option } from 'commander';
import { assertNamespaces } from '../input/assertNamespaces';
import { readSnapshot } from '../input/readSnapshot';
import { adviceForManifests } from '../output/adviceForManifests';
import { diagnosisDocument } from '../output/diagnosisDocument';
import { filterAnalysis, PartialAnalysis } from '../output/filterAnalysis';
import { renderText } from '../output/renderText';
import { sarifLog } from '../output/sarifLog';
import { toJson, toYaml } from '../output/serialize';
import {
  askedDetectors,
  AskedDetectorsOptions,
  withOption,
} from '../rules/askedDetectors';
import { EXIT_CODES, ExitCode, Terminal } from '../Terminal';
import { exitCodeOf, FAIL_ON, FailOn, fails } from './failOn';
import { readingFrom, SourceOptions } from './options';

interface DiagnoseOptions extends SourceOptions, AskedDetectorsOptions {
  output: 'text' | 'json' | 'yaml' | 'sarif';
  minSeverity: Severity;
  failOn: FailOn;
  all?: boolean;
}

const HELP = `
Exit code: 0 nothing found that --fail-on names, at or above --min-severity; 1 something found; 2 could not run, or rules broke and nothing else was found.

Examples
  kubectl cluster-info dump --all-namespaces --output-directory dump && opsagent diagnose dump
  kubectl get all,events,nodes -A -o json | opsagent diagnose -
  opsagent diagnose --context kind-dev --namespace shop
  helm template shop | opsagent diagnose --manifests --fail-on high -
  opsagent diagnose --manifests --output sarif deploy/ > opsagent.sarif`;

/** `opsagent diagnose`: the engine on a dump or on a live cluster. */
export function diagnoseCommand(
  terminal: Terminal,
  finish: (exitCode: ExitCode) => void,
): Command {
  return readingFrom(new Command('diagnose'))
    .description('say what is broken, and why')
    .addOption(
      new Option('-o, --output <format>', 'how to print the result')
        .choices(['text', 'json', 'yaml', 'sarif'])
        .default('text'),
    )
    .addOption(
      new Option('--min-severity <severity>', 'leave out what is less severe')
        .choices(SEVERITIES)
        .default('info'),
    )
    .addOption(
      new Option(
        '--fail-on <threshold>',
        'exit with 1 on findings of this tier or a more urgent one, or of this severity or a worse one',
      )
        .choices(FAIL_ON)
        .default('problem'),
    )
    .option(
      '--manifests',
      'the files are to be deployed and were not read from a cluster: what is not among them may exist, and one --namespace is where those go that state none',
    )
    .addOption(withOption())
    .option('--all', 'list risks and hygiene too, not only their number')
    .addHelpText('after', HELP)
    .action(async (dump: string | undefined, options: DiagnoseOptions) => {
      finish(await diagnose(dump, options, terminal));
    });
}

async function diagnose(
  dump: string | undefined,
  options: DiagnoseOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { namespace: namespaces, minSeverity, output } = options;
  const { snapshot, locate } = await readSnapshot(
    { ...options, dump, namespaces },
    terminal,
  );
  const diagnosed = analyze(snapshot, { detectors: askedDetectors(options) });
  const { coverage } = diagnosed;
  if (sawNothing(snapshot, coverage)) {
    const { message } = coverage.kinds.find(each => each.message) ?? {};
    const reasons = [...(message ? [message] : []), ...(coverage.notes ?? [])];
    throw new Error(
      `Nothing could be diagnosed: no object was read${reasons.length > 0 ? ` (${reasons.join('; ')})` : ''}`,
    );
  }
  const everything = options.manifests
    ? adviceForManifests(diagnosed)
    : diagnosed;
  assertNamespaces(snapshot, namespaces);
  const ofNamespaces = filterAnalysis(everything, { namespaces });
  const analysis = filterAnalysis(ofNamespaces, { minSeverity });
  const document = diagnosisDocument(analysis);
  terminal.out(
    {
      text: () =>
        renderText(analysis, {
          colour: terminal.colour,
          isListed: finding => options.all || fails(finding, options.failOn),
          advice: options.all ?? false,
          manifests: options.manifests,
          below: {
            minSeverity,
            problems: problemsOf(ofNamespaces) - problemsOf(analysis),
          },
        }),
      json: () => toJson(document),
      yaml: () => toYaml(document),
      sarif: () =>
        toJson(sarifLog(analysis, { locate, workingDirectory: process.cwd() })),
    }[output](),
  );
  const exitCode = exitCodeOf(analysis, options.failOn);
  if (exitCode === EXIT_CODES.couldNotRun) {
    const { failed } = analysis.coverage.detectors;
    terminal.err(
      `Rules broke, so their silence means nothing: ${failed.map(each => each.detector).join(', ')}\n`,
    );
  }
  return exitCode;
}

function problemsOf({ findings }: PartialAnalysis) {
  return findings.filter(each => each.tier === 'problem').length;
}

/** Silence about what was not seen must not look like health. */
function sawNothing(
  snapshot: ClusterSnapshot,
  { detectors: { total, skipped, failed } }: Coverage,
) {
  return snapshot.objectCount === 0 || skipped.length + failed.length >= total;
}
