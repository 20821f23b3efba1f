import { IPv4, IPv6, parse, parseCIDR } from 'ipaddr.js';

type Range = [IPv4 | IPv6, number];

/** Whether an address lies in a range such as `10.0.0.0/8`. False for texts that are neither, and for an address of the other family. */
export function isInRange(address: string, range: string): boolean {
  const parsed = addressOf(address);
  const known = rangeOf(range);
  return (
    parsed !== undefined &&
    known !== undefined &&
    parsed.kind() === known[0].kind() &&
    parsed.match(known)
  );
}

/** Whether every address of one range lies in another. */
export function isRangeWithin(inner: string, outer: string): boolean {
  const one = rangeOf(inner);
  const other = rangeOf(outer);
  return (
    one !== undefined &&
    other !== undefined &&
    one[1] >= other[1] &&
    isInRange(one[0].toString(), outer)
  );
}

function addressOf(text: string): IPv4 | IPv6 | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function rangeOf(text: string): Range | undefined {
  try {
    return parseCIDR(text);
  } catch {
    return undefined;
  }
}
