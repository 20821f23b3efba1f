/**
 * What a private text is.
 *
 * - `credential`: passwords, keys, tokens, cookies, and what else lets its holder in
 * - `email`: addresses of people
 * - `ip`: IPv4 and IPv6 addresses
 * - `host`: DNS names outside the cluster
 * - `payment`: numbers of cards and bank accounts
 * - `opaque`: strings that look random, such as an identifier or a key of unknown make
 * - `setting`: literal values of environment variables that are not plainly harmless
 */
export type TextClass =
  'credential' | 'email' | 'ip' | 'host' | 'payment' | 'opaque' | 'setting';

/** A class that a model may be allowed to read; credentials are none. */
export type DisclosableClass = Exclude<TextClass, 'credential'>;

/** Every class that a model may be allowed to read. */
export const DISCLOSABLE_CLASSES: readonly DisclosableClass[] = [
  'email',
  'ip',
  'host',
  'payment',
  'opaque',
  'setting',
];
