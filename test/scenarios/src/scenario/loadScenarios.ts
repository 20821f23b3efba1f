import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOLDERS } from '../folders';
import { parseScenario } from './parseScenario';
import { Scenario } from './Scenario';

interface Found {
  name: string;
  healthy: boolean;
  path: string;
}

/**
 * The scenarios of `faults` and `healthy`, by name; all, or those of a given area or name.
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
  for (const text of wanted) {
    if (!found.some(each => fits(each, text))) {
      throw new Error(`No scenario is called ${text}`);
    }
  }
  return found
    .filter(
      each => wanted.length === 0 || wanted.some(text => fits(each, text)),
    )
    .map(({ name, healthy, path }) =>
      parseScenario({
        name,
        healthy,
        text: readFileSync(path, 'utf8'),
        include: file => readFileSync(join(FOLDERS.suite, file), 'utf8'),
      }),
    );
}

function fits({ name }: Found, text: string) {
  const [area, short] = name.split('/');
  return text === name || text === area || text === short;
}

function scenariosIn(folder: 'faults' | 'healthy'): Found[] {
  const root = join(FOLDERS.suite, folder);
  return readdirSync(root).flatMap(area =>
    readdirSync(join(root, area))
      .filter(file => file.endsWith('.yaml'))
      .map(file => ({
        name: `${area}/${file.slice(0, -'.yaml'.length)}`,
        healthy: folder === 'healthy',
        path: join(root, area, file),
      })),
  );
}
