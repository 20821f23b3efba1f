/** What leads from a name to its value as surely as `=` does: arrows, comparisons of SQL, and the value in the block of a variable. */
export const SURE = new RegExp(
  [
    '["\'`]?[ \\t]{1,4}(?:->|→|:=)[ \\t]{1,4}',
    '["\'`]? \\([^()\\n]{1,60}\\) ?[=:][ \\t]{1,4}',
    '["\'`]?[ \\t]{1,4}(?:=|!=|<>|==|(?:NOT )?(?:IN ?\\(|I?LIKE))[ \\t]{0,4}(?=[\'"])',
    '["\']?[ \\t]{0,4}\\{[^{}]{0,200}?\\b(?:default|value)["\']?[ \\t]{0,8}[=:][ \\t]{0,4}(?=["\'])',
    '"[ \\t]{1,4}(?=["\'])',
  ].join('|'),
  'yi',
);
/** An element behind the one that tells the name. */
export const SIBLING =
  /<\/[\w:.-]{1,40}>\s{0,60}<[\w:.-]{1,40}(?: [^<>\n]{0,100})?>/y;
/** The second of two in brackets: an argument, or the value of a pair. */
export const SECOND_OF_TWO =
  /\\{0,3}["'`][ \t]{0,4},\s{0,40}(?:[bru@]{0,2})\\{0,3}(["'`])((?:(?!\1)[^\\\n]){1,300})\\{0,3}\1\s{0,20}[)}\]]/dy;
export const OPENS_PAIR = /[({]\s{0,20}[bru@:]{0,2}\\{0,3}["'`]$/;
/** What stands for a column or a field beside one for a credential. */
export const FIELD =
  /^(?:e-?mail|user(?:_?name)?|login|name|id|role|host|port|url|type|string|text|number|boolean|required|optional|realm|\w*pass(?:word|wd)?|\w*token|\w*secret|\w*key|\w*_at|\w*_id)s?$/i;
export const CELL =
  /["'`]?[ \t]{0,80}[|│┃][ \t]{1,80}([^\s|│┃][^|│┃\n]{0,200}?)[ \t]{0,80}(?:[|│┃\n]|$)/dy;
export const PAIR =
  /\\{0,3}["'`]?[ \t]{0,4},\s{0,40}[bru@]{0,2}(?:\\{0,3}(?:"([^"\\\n]{1,300})"|'([^'\\\n]{1,300})'|["'`]([^"'`\\\n]{1,300})))/dy;
export const BARE_PAIR =
  /[ \t]{0,4},[ \t]{0,4}([^\s"'`,()[\]{}]{1,300})[\])]/dy;
export const PART = /"\r?\n\r?\n([^\r\n]{1,300})/dy;
export const IS =
  /["'`]?(?: (?:for|of|to|für|von|zu[mr]?|de[rs]?|pour|para|del?|du) [^\n]{1,60}?)? (?:is|are|was|(?:was |is |has been )?(?:set|changed|reset|rotated|updated)(?: to)?|ist|war|lautet|hei(?:ß|ss)t|est|era|es|er|är)(?: now)?:? {1,3}["'`]?([^\s"'`]{4,300})/dy;
export const NEXT = /[ \t]{1,60}\\{0,3}["'`]?([^\s"'`\\]{4,300})/dy;
export const QUOTED_DIRECTIVE =
  /[ \t]{1,60}(["'`])((?:(?!\1)[^\n]){2,300})\1[ \t]{0,8}(?:;|\r?\n|$)/dy;
export const REST_OF_LINE =
  /[ \t]{1,60}["']?([^\s"']{2,300})["']?[ \t]{0,40}(?:;|\r?\n|$)/dy;
export const LINE_START =
  /(?:^|\n)[ \t#+-]{0,40}(?:(?:ENV|ARG|setx?|export|\w{1,30}_header) )?$/;
export const SETS_VARIABLE = /(?:^|\n)[ \t#+-]{0,40}(?:ENV|ARG|setx?) $/;
export const ANNOUNCED = /[^\n:]{0,120}:[ \t]{1,4}["'`]?([^\s"'`]{8,200})/dy;
/** Alone on a line below. */
export const ALONE =
  /[^\n:]{0,120}:[ \t]{0,4}\r?\n\s{0,60}([^\s"'`]{8,200})[ \t]{0,20}(?:\r?\n|$)/dy;
/** Of a value that stands before its name: quoted, or alone on its line. */
export const VALUE_BEFORE =
  /\bvalue\\{0,7}["']?\s{0,4}[:=]\s{0,4}(?:\\{0,7}"([^"\\\n]{1,300})\\{0,7}"|'([^'\n]{1,300})'|([^\s"',]{1,300})(?=\s)),?\s{0,40}\\{0,7}["']?(?:name|key)\\{0,7}["']?\s{0,4}[:=]\s{0,4}\\{0,7}["']?$/di;
export const ENDS_NAMING =
  /(?:name|key)\\{0,7}["']?\s{0,4}[:=]\s{0,4}\\{0,7}["']?$/i;
export const LIST_BELOW = /[ \t]{0,4}(?:\([^()\n]{0,60}\))?:[ \t]{0,8}\r?\n/y;
/** With words on what the list is for. */
export const CODES_BELOW = /[^\n:]{0,80}:[ \t]{0,8}\r?\n/y;
/** What a program prints that was just told to: the name ends its line, the value is the next one. */
export const PRINTED =
  /["'})\]]{0,4};?[ \t]{0,4}\r?\n[ \t]{0,20}["'`]?([^\s"'`]{8,200})["'`]?[ \t]{0,20}(?:\r?\n|$)/dy;
/** `hunter7 as the password`, `hunter7 is my new password` */
export const SAID_BEFORE =
  /(?:^|[\s"'`(])([^\s"'`]{5,100})["'`]? (?:as|is|ist|als)(?: (?:the|a|my|our|its|his|her|their|das|mein|unser))?(?: [a-z]{2,12})? $/d;
/** What goes on behind a name at the end of what is said. */
export const SAID_BEHIND =
  /["'`]?(?:[.,;:!?)\s]{0,20}$|[.,;:!?)\r\n]| (?:and|but|that|which|for|in|of|on|to|it|so|now|und|für|von)\b)/y;
