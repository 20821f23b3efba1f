import { Evidence, FieldEvidence } from '@opsagent/engine';
import { Fact } from '../ledger/Fact';
import { describeWithoutCredentials } from '../privacy/describeWithoutCredentials';
import { Privacy } from '../privacy/Privacy';

/** What the rules rest on, as a fact. */
export function factOfEvidence(
  evidence: Evidence,
  privacy: Pick<Privacy, 'hideCredentials' | 'learnFrom'>,
): Fact {
  if (evidence.type === 'field') learnSetting(evidence, privacy);
  const text = describeWithoutCredentials(evidence, privacy);
  const about = evidence.object;
  switch (evidence.type) {
    case 'field':
      return {
        kind: evidence.was === undefined ? 'field' : 'change',
        about,
        path: evidence.path,
        ...(evidence.at ? { at: evidence.at } : {}),
        text,
      };
    case 'event':
      return {
        kind: 'event',
        about,
        ...(evidence.lastSeen ? { at: evidence.lastSeen } : {}),
        text,
      };
    case 'log':
      return {
        kind: 'log',
        about,
        ...(evidence.container ? { path: evidence.container } : {}),
        text,
      };
    default:
      return { kind: evidence.type, about, text };
  }
}

/** Where the literal value of an environment variable stands. */
const LITERAL = /\.env\[[^\]]*\]\.value$/;

/** The evidence alone shows this one to be private, also where nothing can be read of its object. */
function learnSetting(
  { object, path, value }: FieldEvidence,
  privacy: Pick<Privacy, 'learnFrom'>,
) {
  if (!LITERAL.test(path)) return;
  const { apiVersion = 'v1', kind, name } = object;
  const env = [{ name: 'value', value }];
  privacy.learnFrom({ apiVersion, kind, metadata: { name }, spec: { env } });
}
