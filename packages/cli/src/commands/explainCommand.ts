import { Command } from 'commander';
import { painter } from '../output/paint';
import {
  renderCause,
  renderDetector,
  renderRecommendationRule,
} from '../output/renderRule';
import { ruleBook } from '../rules/ruleBook';
import { Terminal } from '../Terminal';

const HELP = `
Examples
  opsagent explain pod.crash-loop
  opsagent explain dependency-down
  opsagent explain | grep storage`;

/** `opsagent explain`: what a detector, a cause or a recommendation means, when it speaks and what it rests on. */
export function explainCommand(terminal: Terminal): Command {
  return new Command('explain')
    .description('say what a detector, a cause or a recommendation means')
    .argument('[id]', 'as a diagnosis names it; all are listed without one')
    .addHelpText('after', HELP)
    .action((id: string | undefined) => {
      terminal.out(id === undefined ? listOfRules() : explain(id, terminal));
    });
}

function explain(id: string, { colour }: Terminal): string {
  const { detectors, causes, recommendations } = ruleBook;
  const paint = painter(colour);
  const detector = detectors.find(each => each.id === id);
  if (detector) return renderDetector(detector, ruleBook, paint);
  const cause = causes.find(each => each.id === id);
  if (cause) return renderCause(cause, ruleBook, paint);
  const rule = recommendations.find(each => each.id === id);
  if (rule) return renderRecommendationRule(rule, paint);
  throw new Error(`There is no rule ${id}. ${nearOnes(id)}`);
}

function listOfRules() {
  const { detectors, causes, recommendations } = ruleBook;
  const rows = [
    ...detectors.map(({ id, title }) => ['detector', id, title]),
    ...causes.map(({ id, title }) => ['cause', id, title]),
    ...recommendations.map(({ id, title }) => ['recommendation', id, title]),
  ];
  const width = Math.max(...rows.map(([, id]) => id.length));
  return rows
    .map(
      ([type, id, title]) =>
        `${type.padEnd(16)}${id.padEnd(width + 2)}${title}\n`,
    )
    .join('');
}

const MOST_NEAR = 5;

/** Rules that share a word with what was asked for. */
function nearOnes(id: string) {
  const words = id
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const { detectors, causes, recommendations } = ruleBook;
  const near = [...detectors, ...causes, ...recommendations]
    .map(each => ({
      id: each.id,
      shared: words.filter(word =>
        each.id.replace(/[^a-z0-9]/g, '').includes(word),
      ).length,
    }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared)
    .slice(0, MOST_NEAR);
  return near.length > 0
    ? `Did you mean ${near.map(each => each.id).join(', ')}?`
    : 'opsagent explain lists all of them';
}
