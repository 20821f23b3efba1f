import { createContext } from 'react';

export interface LifecycleContext {
  /** To be called when a state was changed. Resolves when the page shows it. */
  changed(announcement: string): Promise<void>;
}

export const lifecycleContext = createContext<LifecycleContext>({
  changed: async () => {},
});
