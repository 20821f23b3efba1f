import { IPv4, IPv6 } from 'ipaddr.js';
import { memo } from './memo';
import { Span } from './spans';

const IPV4 =
  /(?<![\w.-])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d|-\d)(\/\d{1,2}(?!\d))?/g;
const IPV6 =
  /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}(?:[0-9a-f]{1,4}|\d{1,3}(?:\.\d{1,3}){3})?(?![\w:])(\/\d{1,3})?/gi;
/** A number of four parts is a version behind such words. */
const VERSION =
  /(?:version|ver|release|revision|build)["']?\s{0,3}[:=]?\s{0,3}["']?$/i;

/** Addresses that say nothing about a network: every machine has them, or they stand in documentation only (RFC 5737, RFC 3849). */
const EVERYONES_V4: readonly [IPv4, number][] = [
  '0.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '192.0.2.0/24',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '255.255.255.255/32',
].map(range => IPv4.parseCIDR(range));
const EVERYONES_V6: readonly [IPv6, number][] = [
  '::/127',
  'fe80::/10',
  'ff00::/8',
  '2001:db8::/32',
].map(range => IPv6.parseCIDR(range));
/** Every cluster draws its ranges from these (RFC 4193, RFC 1918, RFC 6598). */
const LOCAL_V6 = IPv6.parseCIDR('fc00::/7');
const PRIVATE_V4: readonly [IPv4, number][] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
].map(range => IPv4.parseCIDR(range));

/** Whether an address, or the range of one, is such that not every cluster has it. */
const tellsOfNetwork = memo(text => {
  const [address, range = '32'] = text.split('/');
  if (!IPv4.isValidFourPartDecimal(address)) return false;
  // A version, as browsers write theirs, or a network.
  if (address.endsWith('.0.0.0')) return false;
  const parsed = IPv4.parse(address);
  if (EVERYONES_V4.some(each => parsed.match(each))) return false;
  return range === '32' || !PRIVATE_V4.some(each => parsed.match(each));
});

/** Finds IPv4 addresses within a run of characters without spaces. */
export function findIPv4(
  text: string,
  start: number,
  end: number,
  spans: Span[],
): void {
  const run = text.slice(start, end);
  IPV4.lastIndex = 0;
  for (let match = IPV4.exec(run); match; match = IPV4.exec(run)) {
    const [whole, range = ''] = match;
    if (!tellsOfNetwork(whole)) continue;
    const at = start + match.index;
    if (VERSION.test(text.slice(Math.max(0, at - 14), at))) continue;
    spans.push({
      start: at,
      end: at + whole.length - range.length,
      class: 'ip',
    });
  }
}

/** Finds IPv6 addresses within a run of characters without spaces. */
export function findIPv6(
  text: string,
  start: number,
  end: number,
  spans: Span[],
): void {
  for (const match of text.slice(start, end).matchAll(IPV6)) {
    const [whole, range = ''] = match;
    const address = whole.slice(0, whole.length - range.length);
    if (address.length < 5 || !/\d/.test(address)) continue;
    if (!IPv6.isValid(address)) continue;
    const parsed = IPv6.parse(address);
    if (EVERYONES_V6.some(each => parsed.match(each))) continue;
    if (range !== '' && range !== '/128' && parsed.match(LOCAL_V6)) continue;
    const at = start + match.index;
    spans.push({ start: at, end: at + address.length, class: 'ip' });
  }
}
