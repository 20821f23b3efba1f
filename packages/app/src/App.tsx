import { createApp } from '@backstage/frontend-defaults';
import opsagentTranslationsModule from '@opsagent/backstage-plugin-opsagent/translations';
import { navigationModule } from './navigation';

/** The example portal. Its other features are discovered from the dependencies of this package, see `app.packages` in app-config.yaml. */
export default createApp({
  features: [navigationModule, opsagentTranslationsModule],
});
