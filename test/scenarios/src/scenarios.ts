import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { ScenarioCluster } from './cluster/ScenarioCluster';
import { baselineOf, DumpFiles, packDump } from './dump/packDump';
import { formatObjects } from './dump/StoredDump';
import { FOLDERS } from './folders';
import { loadScenarios } from './scenario/loadScenarios';

/**
 * `npm run scenarios [-- name ...]`: plays scenarios on a control plane and writes their dumps; without names all of them, with the baseline.
 *
 * @returns the exit code: 1 when a scenario could not be played
 */
export async function scenarios(names: readonly string[]): Promise<number> {
  const wanted = loadScenarios(names);
  const say = (text: string) => process.stderr.write(text);
  const cluster = await ScenarioCluster.start();
  let failures = 0;
  try {
    let baseline = baselineOf(await cluster.captureBaseline());
    const baselineFile = join(FOLDERS.dumps, 'baseline.json');
    await mkdir(FOLDERS.dumps, { recursive: true });
    if (names.length === 0) await removeOrphans(wanted.map(each => each.name));
    if (names.length === 0 || !existsSync(baselineFile)) {
      await writeFile(baselineFile, formatObjects(baseline));
    }
    for (const scenario of wanted) {
      const started = Date.now();
      say(`${scenario.name} ...`);
      try {
        const captured = await cluster.play(scenario);
        const packed = packDump(captured, scenario, baseline);
        await store(scenario.name, packed.files);
        // What was mended since may have other names than before.
        if (packed.touchedPlatform) {
          baseline = baselineOf(await cluster.captureBaseline());
        }
        say(` ${Math.round((Date.now() - started) / 1000)} s\n`);
      } catch (error) {
        failures += 1;
        say(` failed: ${error instanceof Error ? error.message : error}\n`);
      }
    }
  } finally {
    await cluster.stop();
  }
  return failures > 0 ? 1 : 0;
}

async function store(name: string, files: DumpFiles) {
  const folder = join(FOLDERS.dumps, name);
  await mkdir(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    await writeFile(join(folder, file), text);
  }
}

/** Dumps of scenarios that are no more. */
async function removeOrphans(known: readonly string[]) {
  for (const area of await readdir(FOLDERS.dumps, { withFileTypes: true })) {
    if (!area.isDirectory()) continue;
    for (const name of await readdir(join(FOLDERS.dumps, area.name))) {
      if (known.includes(`${area.name}/${name}`)) continue;
      await rm(join(FOLDERS.dumps, area.name, name), { recursive: true });
    }
  }
}
