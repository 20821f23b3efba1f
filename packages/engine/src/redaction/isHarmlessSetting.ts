import { snakeCase } from './secretNames';

/** Values that tell only how a program is set up: switches, amounts, times, paths, versions, and names of one word or several joined. */
const HARMLESS =
  /^(?:[+-]?\d[\d_.]{0,30}(?:[a-z%]{1,3}i?)?|(?:\d{1,6}(?:ns|us|ms|s|m|h|d)){1,5}|v?\d{1,6}(?:\.\d{1,8}){0,3}(?:[-+][\w.-]{1,40})?|\.{0,2}\/[\w./@+-]{0,300}|[*@]|(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc|US)\/[A-Z][\w+-]{1,30}(?:\/[A-Z][\w-]{1,30})?|[A-Za-z][\w.-]{0,62}|-[XD][\w:.=+-]{1,100}|-{1,2}[\w.-]{1,60}(?:=[\w./:-]{1,100})?|[\w.-]{1,60}:\d{1,5}|(?:[a-z][a-z0-9+.-]{1,20}:)?\/\/(?:<[a-z]+-[0-9a-f]{8,64}>|[\w.-]){1,253}(?::\d{1,5})?(?:[/?][\w./?&=%{}<>~-]{0,300})?)$/;

/** Whether a value of an environment variable, already masked, is plainly harmless word for word. */
export function isHarmlessSetting(value: string): boolean {
  if (value.length > 1_000) return false;
  return value
    .split(/[\s,;|]+/)
    .every(word => word === '' || HARMLESS.test(word) || isMask(word));
}

function isMask(word: string) {
  return /^(?:[\w.-]{1,60}[=:])?<[a-z]+-[0-9a-f]{8,64}>(?::\d{1,5}|\/\d{1,3})?$/.test(
    word,
  );
}

const NAMES_STATE =
  /(?:^|[_.-])(?:revision|commit|sha\d{0,3}|checksum|digest|build(?:_?(?:id|number|tag))?|git_?ref)$/;

/** Whether a variable tells from what a program was built, which a diagnosis compares. */
export function isNameOfBuild(name: string): boolean {
  return NAMES_STATE.test(snakeCase(name));
}
