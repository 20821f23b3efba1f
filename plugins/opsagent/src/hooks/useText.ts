import {
  TranslationFunction,
  useTranslationRef,
} from '@backstage/core-plugin-api/alpha';
import { opsagentTranslationRef } from '../translation';

/** The plugin's texts in the language of the portal. */
export function useText(): TranslationFunction<
  typeof opsagentTranslationRef.T
> {
  return useTranslationRef(opsagentTranslationRef).t;
}
