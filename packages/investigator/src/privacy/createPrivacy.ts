import { DISCLOSABLE_CLASSES, Redactor } from '@opsagent/engine';
import { Mask, Privacy } from './Privacy';

export interface PrivacyOptions {
  /** What pseudonyms are made with: the same key gives the same names in every investigation. */
  key: Uint8Array | string;
  /** DNS domains whose names stay readable. */
  allowedHosts?: readonly string[];
}

/** Hides credentials for good, and from each model all else that it may not be sent. Names are remembered for as long as it lives: make one for each investigation. */
export function createPrivacy({ key, allowedHosts }: PrivacyOptions): Privacy {
  const credentials = new Redactor({ key, classes: [], allowedHosts });
  const masks = new Map<string, Mask>();
  return {
    withoutCredentials: object => credentials.maskObject(object),
    hideCredentials: text => credentials.maskText(text),
    maskFor({ sends = [] }) {
      const classes = DISCLOSABLE_CLASSES.filter(each => !sends.includes(each));
      const known = masks.get(classes.join());
      if (known) return known;
      const redactor = new Redactor({ key, classes, allowedHosts });
      const mask = {
        mask: (text: string) => redactor.maskText(text),
        unmask: (text: string) => redactor.unmask(text),
      };
      masks.set(classes.join(), mask);
      return mask;
    },
  };
}
