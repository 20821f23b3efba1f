import {
  DISCLOSABLE_CLASSES,
  DisclosableClass,
  Redactor,
} from '@opsagent/engine';
import { Privacy } from './Privacy';

export interface PrivacyOptions {
  /** What pseudonyms are made with: the same key gives the same names in every investigation. */
  key: Uint8Array | string;
  /** Classes of text that the model may be sent as they are; credentials are none. */
  sends?: readonly DisclosableClass[];
  /** DNS domains whose names stay readable. */
  allowedHosts?: readonly string[];
}

/** Hides credentials for good, and from the model all else that it may not be sent. */
export function createPrivacy({
  key,
  sends = [],
  allowedHosts,
}: PrivacyOptions): Privacy {
  const credentials = new Redactor({ key, classes: [], allowedHosts });
  const model = new Redactor({
    key,
    classes: DISCLOSABLE_CLASSES.filter(each => !sends.includes(each)),
    allowedHosts,
  });
  return {
    withoutCredentials: object => credentials.maskObject(object),
    hideCredentials: text => credentials.maskText(text),
    mask: text => model.maskText(text),
    unmask: text => model.unmask(text),
  };
}
