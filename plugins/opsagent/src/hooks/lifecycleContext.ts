import { Life } from '@opsagent/backstage-plugin-opsagent-common';
import { createContext } from 'react';
import { LifecycleTarget } from './useLifecycleChange';

export interface LifecycleContext {
  /** Reads again what is shown. */
  refresh(): Promise<void>;
  /** To be called when a state was changed. Resolves when the page shows it. */
  changed(announcement: string): Promise<void>;
  /** Opens the form in which the state of something is changed. */
  edit(target: LifecycleTarget, life: Life): void;
  /** Tells a form that is open of what was read meanwhile. */
  report(target: LifecycleTarget, life: Life): void;
}

export const lifecycleContext = createContext<LifecycleContext>({
  refresh: async () => {},
  changed: async () => {},
  edit: () => {},
  report: () => {},
});
