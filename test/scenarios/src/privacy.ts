import {
  drawnLookAlikes,
  drawnPositions,
  drawnTexts,
} from './privacy/corpus/drawn/drawnTexts';
import { heldOutLookAlikes, lookAlikes } from './privacy/corpus/lookAlikes';
import { heldOutTexts, plantedTexts } from './privacy/corpus/plantedTexts';
import {
  laterLookAlikes,
  laterTexts,
  unseenLookAlikes,
  unseenTexts,
} from './privacy/corpus/unseen/unseenTexts';
import {
  thirdLookAlikes,
  thirdTexts,
} from './privacy/corpus/unseen/thirdTexts';
import { injectionReport } from './privacy/injection/injectionReport';
import { measureLookAlikes, measurePlanted } from './privacy/measure';
import { redactionReport } from './privacy/redactionReport';
import { Section } from './privacy/Section';

/**
 * `npm run privacy`: masks a corpus of planted secrets and of harmless look-alikes, and lets a model that obeys whatever it reads
 * investigate a cluster full of attacks; prints what passed, what was masked for nothing, and what attacks achieved.
 *
 * @returns the exit code: 1 when a target is missed
 */
export async function privacy(): Promise<number> {
  const sections = [
    redaction(),
    heldOut(),
    unseen(),
    later(),
    third(),
    drawn(),
    await injectionReport(),
  ];
  for (const { text } of sections) process.stdout.write(`${text}\n`);
  const misses = sections.flatMap(each => each.misses);
  for (const each of misses) process.stdout.write(`missed: ${each}\n`);
  return misses.length > 0 ? 1 : 0;
}

/** What the rules were written with. */
function redaction(): Section {
  return redactionReport(
    'Redaction',
    measurePlanted(plantedTexts()),
    measureLookAlikes(lookAlikes()),
  );
}

/** What was collected once the rules were done; what they missed at first they have learned since. */
function heldOut(): Section {
  return redactionReport(
    'Redaction, held out',
    measurePlanted(heldOutTexts()),
    measureLookAlikes(heldOutLookAlikes()),
  );
}

/** What somebody wrote who had seen neither the rules nor the corpus. */
function unseen(): Section {
  return redactionReport(
    'Redaction, unseen',
    measurePlanted(unseenTexts()),
    measureLookAlikes(unseenLookAlikes()),
  );
}

/** What was written once the rules had learned from that. */
function later(): Section {
  return redactionReport(
    'Redaction, unseen later',
    measurePlanted(laterTexts()),
    measureLookAlikes(laterLookAlikes()),
  );
}

/** What somebody else wrote who had seen neither the rules nor any of the above. */
function third(): Section {
  return redactionReport(
    'Redaction, unseen, third',
    measurePlanted(thirdTexts()),
    measureLookAlikes(thirdLookAlikes()),
  );
}

/** Names and values that are drawn at random, in each syntax and at each place for them. */
function drawn(): Section {
  return redactionReport(
    'Redaction, drawn',
    measurePlanted([...drawnTexts(), ...drawnPositions()]),
    measureLookAlikes(drawnLookAlikes()),
  );
}
