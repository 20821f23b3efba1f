import { looksDrawn } from './looksChosen';
import { memo } from './memo';
import { isLikely } from './Mention';
import { isPseudonym } from './Pseudonyms';
import { Span } from './spans';

const PAIR =
  /[ \t]{0,4}["'(]?(?:[a-z]{2,20}=)?[\w.\\-]{1,64}(?:[:%]| ?\/ ?)([^\s"'/:@(),;]{5,200})/dy;
const VERSION = /^v?\d+(?:(?:alpha|beta|rc|[abp])\d{0,3}|\.[\d.]+)?$/i;
const ARGUMENTS = /[ \t]{1,4}[\w.@-]{1,64}[ \t]{1,4}["']?([^\s"']{8,200})/dy;
const NAME_OF_OBJECT = /^[a-z0-9]+(?:-[a-z0-9]+)+$/;

/** Whether a name speaks of somebody who proves who they are, rather than of what with. */
export const isNameOfLogin = memo(name =>
  /(?:^|[_.-]|[a-z](?=[A-Z]))(?:auth|login|users?|account|credentials?|creds?|basic|zugangsdaten|anmeldedaten|identifiants|credenciales)$/i.test(
    name,
  ),
);

/** What is connected to is as often an address, and accounts and users are named by their path. Only databases stand behind `@`. */
const LEADS_TO_ADDRESS = /connect$/i;
const LEADS_TO_PATH = /(?:account|users?)$/i;

/**
 * Finds the password of a pair, `user:password` or `user/password`, that begins where a text has just spoken of a login.
 *
 * @param word the one that spoke of it
 */
export function findPair(
  text: string,
  at: number,
  word: string,
  spans: Span[],
): void {
  PAIR.lastIndex = at;
  const match = PAIR.exec(text);
  const range = match?.indices?.[1];
  if (!match || !range || isPseudonym(match[1])) return;
  if (!isLikely(match[1]) || VERSION.test(match[1])) return;
  const mayBeOther =
    LEADS_TO_ADDRESS.test(word) ||
    (text[range[0] - 1] === '/' && LEADS_TO_PATH.test(word));
  const isBeforeDatabase = text[range[1]] === '@';
  if (mayBeOther && !isBeforeDatabase && !looksDrawn(match[1])) return;
  spans.push({ start: range[0], end: range[1], class: 'credential' });
}

/** Finds the password behind `login` and a user, as arguments of a command. */
export function findSecondArgument(
  text: string,
  at: number,
  spans: Span[],
): void {
  ARGUMENTS.lastIndex = at;
  const match = ARGUMENTS.exec(text);
  const range = match?.indices?.[1];
  if (!match || !range || NAME_OF_OBJECT.test(match[1])) return;
  if (looksDrawn(match[1]))
    spans.push({ start: range[0], end: range[1], class: 'credential' });
}
