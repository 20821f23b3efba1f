/** An address that was written elsewhere, if a browser may follow it without running anything. */
export function webAddress(address: string | undefined): string | undefined {
  if (!address || !URL.canParse(address)) return undefined;
  const { href, protocol } = new URL(address);
  return ['http:', 'https:'].includes(protocol) ? href : undefined;
}
