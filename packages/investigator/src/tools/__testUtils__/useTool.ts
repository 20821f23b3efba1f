import { brokenCheckout } from '../../testing/brokenCheckout';
import { openPrivacy } from '../../testing/openPrivacy';
import { clusterTools } from '..';
import { ClusterToolContext } from '../Tool';

const { view } = brokenCheckout({
  logs: `${Array.from({ length: 25 }, (_, index) => `line ${index}`).join('\n')}\nFATAL no password\n`,
});

/** Lets a tool look at the broken checkout, or at what the context says. */
export function useTool(
  name: string,
  asked: unknown,
  context: Partial<ClusterToolContext> = {},
) {
  const tool = clusterTools.find(each => each.name === name)!;
  return tool.run(asked, {
    ...view,
    privacy: openPrivacy,
    signal: new AbortController().signal,
    ...context,
  });
}

export async function textsOf(result: ReturnType<typeof useTool>) {
  return (await result).facts.map(({ text }) => text);
}

export const POD = { kind: 'Pod', namespace: 'shop', name: 'checkout-1-x' };
export const DEPLOYMENT = {
  kind: 'Deployment',
  namespace: 'shop',
  name: 'checkout',
};
