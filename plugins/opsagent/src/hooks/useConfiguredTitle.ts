import { useAppNode } from '@backstage/frontend-plugin-api';

/** The title that the portal's configuration gives the extension, which holds in every language. */
export function useConfiguredTitle(): string | undefined {
  const config = useAppNode()?.spec.config;
  return hasTitle(config) && typeof config.title === 'string'
    ? config.title
    : undefined;
}

function hasTitle(config: unknown): config is { title: unknown } {
  return typeof config === 'object' && config !== null && 'title' in config;
}
