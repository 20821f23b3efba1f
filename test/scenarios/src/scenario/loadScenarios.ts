import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOLDERS } from '../folders';
import { parseScenario } from './parseScenario';
import { Scenario } from './Scenario';

/**
 * The scenarios of `faults` and `healthy`, by name; all, or those whose name is or begins with one of the given texts.
 *
 * @throws Error when a given text fits none, or two scenarios have one name
 */
export function loadScenarios(wanted: readonly string[] = []): Scenario[] {
  const found = [...scenariosIn('faults'), ...scenariosIn('healthy')].sort(
    (a, b) => (a.name < b.name ? -1 : 1),
  );
  found.forEach(({ name }, index) => {
    if (found[index + 1]?.name === name) {
      throw new Error(`${name} is the name of a fault and of a healthy case`);
    }
  });
  const fits = (scenario: Scenario, text: string) =>
    scenario.name.startsWith(text) || scenario.name.endsWith(`/${text}`);
  for (const text of wanted) {
    if (!found.some(each => fits(each, text))) {
      throw new Error(`No scenario is called ${text}`);
    }
  }
  return wanted.length === 0
    ? found
    : found.filter(each => wanted.some(text => fits(each, text)));
}

function scenariosIn(folder: 'faults' | 'healthy'): Scenario[] {
  const root = join(FOLDERS.suite, folder);
  return readdirSync(root).flatMap(area =>
    readdirSync(join(root, area))
      .filter(file => file.endsWith('.yaml'))
      .map(file =>
        parseScenario({
          name: `${area}/${file.slice(0, -'.yaml'.length)}`,
          healthy: folder === 'healthy',
          text: readFileSync(join(root, area, file), 'utf8'),
          include: path => readFileSync(join(FOLDERS.suite, path), 'utf8'),
        }),
      ),
  );
}
