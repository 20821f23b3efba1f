import { createApp } from '@backstage/frontend-defaults';
import { navigationModule } from './navigation';

/** The example portal. Its other features are discovered from the dependencies of this package, see `app.packages` in app-config.yaml. */
export default createApp({ features: [navigationModule] });
