import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { TranslationBlueprint } from '@backstage/plugin-app-react';
import { opsagentTranslations } from './opsagentTranslations';

/** Brings the languages of `opsagentTranslations` to portals on the new frontend system. Which of them a reader may choose, the portal configures. */
export const opsagentTranslationsModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    TranslationBlueprint.make({
      name: 'opsagent',
      params: { resource: opsagentTranslations },
    }),
  ],
});
