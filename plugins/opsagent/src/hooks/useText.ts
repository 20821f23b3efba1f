import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { opsagentTranslationRef } from '../translation';

/** The plugin's texts in the language of the portal. */
export function useText() {
  return useTranslationRef(opsagentTranslationRef).t;
}
