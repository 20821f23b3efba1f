/** What stands in place of a value that must not be shown or stored. */
export const HIDDEN = '(hidden)';

/**
 * Forms that only credentials have; the first group, where there is one, is what must be hidden, else all of it.
 *
 * Every repetition is bounded, since the texts are untrusted and may be long.
 */
export const CREDENTIAL_FORMATS: readonly (readonly [
  name: string,
  pattern: RegExp,
])[] = [
  [
    'a private key',
    /-----BEGIN (?:[A-Z]{1,20} ){0,4}PRIVATE KEY-----(?:[^-]{0,20000}-----END (?:[A-Z]{1,20} ){0,4}PRIVATE KEY-----|.{0,20000})/s,
  ],
  ['a cloud key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[\w-]{35}(?![\w-])/],
  [
    'an access token',
    /\b(?:gh[pousr]_\w{36,255}|github_pat_\w{50,255}|glpat-[\w-]{20,255}|xox[abpors]-[\w-]{10,255}|sk_live_\w{16,255}|npm_\w{36})(?!\w)/,
  ],
  [
    'a JSON web token',
    /\beyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{10,2000}/,
  ],
  [
    'a URL with a password',
    /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:@/]{0,200}:([^\s@/]{1,500})@/i,
  ],
];

const EVERYWHERE = CREDENTIAL_FORMATS.map(
  ([, pattern]) => new RegExp(pattern, `${pattern.flags}g`),
);

/** Far quicker than looking for each form, and never wrong when it says no. */
const MAY_HOLD_ONE =
  /:\/\/|-----BEGIN|AKIA|ASIA|AIza|eyJ|gh[pousr]_|github_pat_|glpat-|xox[abpors]-|sk_live_|npm_/i;

/** Whether a text may hold something that has the form of a credential. */
export function mayHoldCredential(text: string): boolean {
  return MAY_HOLD_ONE.test(text);
}

/** The text, with a mark in place of whatever has the form of a credential. Of a URL only the password is hidden. */
export function redact(text: string): string {
  if (!mayHoldCredential(text)) return text;
  return EVERYWHERE.reduce(
    (left, pattern) =>
      left.replace(pattern, (match: string, secret: unknown) =>
        typeof secret === 'string'
          ? match.replace(`:${secret}@`, () => `:${HIDDEN}@`)
          : HIDDEN,
      ),
    text,
  );
}
