import { LookAlike } from '../LookAlike';
import { Planted } from '../Planted';
import { Random } from '../Random';
import { Template, plant } from './Template';
import { THIRD_ASIDES } from './third/asides';
import { THIRD_CLOUDS } from './third/clouds';
import { THIRD_CONFIGURATIONS } from './third/configurations';
import { THIRD_DATABASES } from './third/databases';
import { HARMLESS_ASIDES } from './third/harmlessAsides';
import { HARMLESS_BUILD_LOGS } from './third/harmlessBuildLogs';
import { HARMLESS_CLUSTER_LOGS } from './third/harmlessClusterLogs';
import { HARMLESS_MANIFESTS } from './third/harmlessManifests';
import { HARMLESS_OBJECTS } from './third/harmlessObjects';
import { HARMLESS_PROGRAM_LOGS } from './third/harmlessProgramLogs';
import { HARMLESS_SERVER_LOGS } from './third/harmlessServerLogs';
import { THIRD_MAKERS } from './third/makers';
import { THIRD_MANIFESTS } from './third/manifests';
import { THIRD_PERSONAL } from './third/personal';
import { THIRD_PROGRAMS } from './third/programs';
import { THIRD_PROTOCOLS } from './third/protocols';
import { THIRD_SESSIONS } from './third/sessions';

const LINES: readonly Template[] = [
  THIRD_PROGRAMS,
  THIRD_DATABASES,
  THIRD_PROTOCOLS,
  THIRD_CLOUDS,
  THIRD_SESSIONS,
  THIRD_MAKERS,
  THIRD_ASIDES,
].flat();
const HARMLESS_LINES: readonly [kind: string, texts: readonly string[]][] = [
  ['a log of a cluster', HARMLESS_CLUSTER_LOGS],
  ['a log of a program', HARMLESS_PROGRAM_LOGS],
  ['a log of a server', HARMLESS_SERVER_LOGS],
  ['a log of a build', HARMLESS_BUILD_LOGS],
  ['another line', HARMLESS_ASIDES],
];

/** A third set, written by someone else who had seen neither the rules nor the corpus. */
export function thirdTexts(): readonly Planted[] {
  const random = new Random(20260703);
  return [
    ...LINES.flatMap(each => plant(each, 'credential', random)),
    ...[...THIRD_MANIFESTS, ...THIRD_CONFIGURATIONS]
      .flatMap(each => plant(each, 'credential', random))
      .map(each => ({ ...each, within: JSON.parse(String(each.within)) })),
    ...THIRD_PERSONAL.flatMap(([textClass, each]) =>
      plant(each, textClass, random),
    ),
  ];
}

/** What resembles private texts and is none, written with them. What a diagnosis needs of each is told, for some hold an address as well. */
export function thirdLookAlikes(): readonly LookAlike[] {
  return [
    ...HARMLESS_LINES.flatMap(([kind, texts]) =>
      texts.map(marked => ({
        kind,
        text: withoutMarks(marked),
        keep: keptOf(marked),
      })),
    ),
    ...[...HARMLESS_MANIFESTS, ...HARMLESS_OBJECTS].map(marked => ({
      kind: 'an object',
      text: JSON.parse(withoutMarks(marked)),
      keep: keptOf(marked),
    })),
  ];
}

function withoutMarks(marked: string): string {
  return marked.replace(/[«»]/g, '');
}

function keptOf(marked: string): string[] {
  return [...marked.matchAll(/«([^»]*)»/g)].map(([, kept]) => kept);
}
