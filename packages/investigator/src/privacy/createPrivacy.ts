import {
  DISCLOSABLE_CLASSES,
  KubernetesObject,
  Redactor,
} from '@opsagent/engine';
import { KnownTexts } from './KnownTexts';
import { LearnedText, Mask, Privacy } from './Privacy';
import { privateSettings } from './privateSettings';

export interface PrivacyOptions {
  /** What pseudonyms are made with: the same key gives the same names in every investigation. */
  key: Uint8Array | string;
  /** DNS domains whose names stay readable. */
  allowedHosts?: readonly string[];
  /** What earlier investigations or answers learned, when what they saw is told again. */
  known?: readonly LearnedText[];
}

/**
 * Hides credentials for good, and from each model all else that it may not be sent. What values environment variables have is learned from the objects that are kept, and from those that it is told to learn from. Names are
 * remembered for as long as it lives: make one for each investigation.
 */
export function createPrivacy({
  key,
  allowedHosts,
  known: before = [],
}: PrivacyOptions): Privacy {
  const credentials = new Redactor({ key, classes: [], allowedHosts });
  const settings = new Redactor({ key, classes: ['setting'], allowedHosts });
  const known = new KnownTexts();
  known.learn(before);
  const masks = new Map<string, Mask>();
  const learnedFrom = new WeakSet<KubernetesObject>();
  const withoutCredentials = <T extends KubernetesObject>(object: T): T => {
    const kept = credentials.maskObject(object);
    known.learn(privateSettings(kept, settings));
    learnedFrom.add(object);
    return kept;
  };
  return {
    withoutCredentials,
    learnFrom: object => {
      if (!learnedFrom.has(object)) withoutCredentials(object);
    },
    hideCredentials: text => credentials.maskText(text),
    learned: () => known.list(),
    maskFor({ sends = [] }) {
      const classes = DISCLOSABLE_CLASSES.filter(each => !sends.includes(each));
      const made = masks.get(classes.join());
      if (made) return made;
      const redactor = new Redactor({ key, classes, allowedHosts });
      const hidden = classes.includes('setting') ? known : new KnownTexts();
      const mask = {
        get learned() {
          return hidden.size;
        },
        mask: (text: string) => redactor.maskText(hidden.mask(text)),
        unmask: (text: string) => hidden.unmask(redactor.unmask(text)),
      };
      masks.set(classes.join(), mask);
      return mask;
    },
  };
}
