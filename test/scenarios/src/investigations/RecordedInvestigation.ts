import { LedgerEntry, Verdict } from '@opsagent/investigator';
import { Written } from '@opsagent/test-model-server';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FOLDERS } from '../folders';

/** What a model answered when it investigated a scenario, and what came of it. */
export interface RecordedInvestigation {
  scenario: string;
  /** As the server named the model. */
  model: string;
  /** With pseudonyms, as it wrote them. */
  answers: Written[];
  verdict: Verdict;
  /** What it cited. */
  citations: LedgerEntry[];
}

const fileOf = (scenario: string) =>
  join(FOLDERS.investigations, `${scenario}.json`);

/** @returns undefined when none was recorded */
export function readRecording(
  scenario: string,
): RecordedInvestigation | undefined {
  const file = fileOf(scenario);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

export function writeRecording(recording: RecordedInvestigation): void {
  const file = fileOf(recording.scenario);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(recording, undefined, 1)}\n`);
}
