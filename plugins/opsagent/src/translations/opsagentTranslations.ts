import { createTranslationResource } from '@backstage/core-plugin-api/alpha';
import { opsagentTranslationRef } from '../translation';

/**
 * The plugin's texts in the languages that come with it besides English: `zh`, Simplified Chinese. A language is
 * loaded once a reader chooses it. Portals on the old frontend system give it to `createApp` as
 * `__experimentalTranslations.resources`.
 */
export const opsagentTranslations = createTranslationResource({
  ref: opsagentTranslationRef,
  translations: { zh: () => import('./zh') },
});
