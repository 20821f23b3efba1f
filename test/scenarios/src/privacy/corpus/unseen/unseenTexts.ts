import { LookAlike } from '../LookAlike';
import { Planted } from '../Planted';
import { Random } from '../Random';
import { COMMANDS } from './first/commandLines';
import { CONNECTION_STRINGS } from './first/connectionStrings';
import { ENCODINGS } from './first/encodings';
import { FILES } from './first/files';
import { LOGS } from './first/logs';
import { LOOK_ALIKES } from './first/lookAlikes';
import { MAKERS_KEYS } from './first/makersKeys';
import { MANIFESTS } from './first/manifests';
import { PERSONAL } from './first/personal';
import { REQUESTS } from './first/requests';
import { SECOND_LOOK_ALIKES } from './second/lookAlikes';
import { SECOND_ADDRESSES, SECOND_SECRETS } from './second/secrets';
import { plant } from './Template';

/** A set written by someone who had seen neither the rules nor what they were written with. */
export function unseenTexts(): readonly Planted[] {
  const random = new Random(20260701);
  return [
    ...[
      CONNECTION_STRINGS,
      MAKERS_KEYS,
      REQUESTS,
      COMMANDS,
      FILES,
      LOGS,
      ENCODINGS,
    ]
      .flat()
      .flatMap(each => plant(each, 'credential', random)),
    ...MANIFESTS.flatMap(each => plant(each, 'credential', random)).map(
      each => ({ ...each, within: JSON.parse(String(each.within)) }),
    ),
    ...PERSONAL.flatMap(([textClass, each]) => plant(each, textClass, random)),
  ];
}

/** What resembles private texts and is none, written with them. */
export function unseenLookAlikes(): readonly LookAlike[] {
  return Object.entries(LOOK_ALIKES).flatMap(([kind, texts]) =>
    texts.map(text => ({ kind, text })),
  );
}

/** Another set, written once the rules had learned from the first. */
export function laterTexts(): readonly Planted[] {
  const random = new Random(20260702);
  return [
    ...SECOND_SECRETS.flatMap(each => plant(each, 'credential', random)),
    ...SECOND_ADDRESSES.flatMap(([textClass, each]) =>
      plant(each, textClass, random),
    ),
  ];
}

/** What resembles private texts and is none, written with them. */
export function laterLookAlikes(): readonly LookAlike[] {
  return SECOND_LOOK_ALIKES.map(text => ({ kind: 'a line', text }));
}
