import { Mask, Privacy } from '../privacy/Privacy';

const TOKEN = /ghp_\w+/g;
const MAIL = 'ana@example.org';
const PSEUDONYM = '<email-1>';

export const openMask: Mask = {
  learned: 0,
  mask: text => text.replaceAll(MAIL, PSEUDONYM),
  unmask: text => text.replaceAll(PSEUDONYM, MAIL),
};

/** Hides GitHub's tokens for good and one address behind a pseudonym: enough to see where each happens. */
export const openPrivacy: Privacy = {
  withoutCredentials: object =>
    JSON.parse(JSON.stringify(object).replace(TOKEN, '(hidden)')),
  learnFrom: () => {},
  hideCredentials: text => text.replace(TOKEN, '(hidden)'),
  learned: () => [],
  maskFor: () => openMask,
};
