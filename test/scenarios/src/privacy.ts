import { lookAlikes } from './privacy/corpus/lookAlikes';
import { plantedTexts } from './privacy/corpus/plantedTexts';
import { measureLookAlikes, measurePlanted } from './privacy/measure';
import { Section, redactionReport } from './privacy/redactionReport';

/**
 * `npm run privacy`: masks a corpus of planted secrets and of harmless look-alikes, and prints what passed and what was masked for nothing.
 *
 * @returns the exit code: 1 when a target is missed
 */
export async function privacy(): Promise<number> {
  const sections = [redaction()];
  for (const { text } of sections) process.stdout.write(`${text}\n`);
  const misses = sections.flatMap(each => each.misses);
  for (const each of misses) process.stdout.write(`missed: ${each}\n`);
  return misses.length > 0 ? 1 : 0;
}

function redaction(): Section {
  return redactionReport(
    measurePlanted(plantedTexts()),
    measureLookAlikes(lookAlikes()),
  );
}
