import { ToolContext, createPrivacy } from '@opsagent/investigator';

/** For tools that look elsewhere than into the cluster. */
export function emptyToolContext(
  signal = new AbortController().signal,
): ToolContext {
  return { privacy: createPrivacy({ key: Buffer.alloc(32) }), signal };
}
