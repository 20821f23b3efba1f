import { looksDrawn } from './looksChosen';
import { Span } from './spans';

/** Parts of paths behind which stands what lets in whoever knows it. */
const LEADING =
  /\/[\w-]{0,30}(?:hook|token|secret|reset|recover|invit|verif|confirm|activat|unsubscri|magic|one-?time|share|apikey|api-key|unlock|\/key|\/bot)[\w-]{0,30}\//gi;
/** Far quicker, and never wrong when it says no. */
const MAY_LEAD =
  /hook|token|secret|reset|recover|invit|verif|confirm|activat|unsubscri|magic|one-?time|share|apikey|api-key|unlock|\/key|\/bot/i;
const BOT = /\/bot(\d{5,12}:[\w-]{20,64})/dg;
const MOST_PARTS = 4;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const NUMBER = /^(?:\d{12,}|[0-9a-f]{16,})$/i;
const NAME_OF_OBJECT = /^[a-z0-9]+(?:-[a-z0-9]+)+$/;

function isToken(part: string) {
  if (UUID.test(part) || NUMBER.test(part)) return true;
  return looksDrawn(part) && !NAME_OF_OBJECT.test(part);
}

/** Finds credentials among the parts of paths, within a run of characters without spaces: of webhooks, invitations and links that confirm something. */
export function findPathTokens(
  text: string,
  start: number,
  end: number,
  spans: Span[],
): void {
  const run = text.slice(start, Math.min(end, start + 2_000));
  if (!MAY_LEAD.test(run)) return;
  const push = (from: number, to: number) =>
    spans.push({
      start: start + from,
      end: start + to,
      class: 'credential',
    });
  for (const { indices } of run.matchAll(BOT)) {
    const [from, to] = indices?.[1] ?? [0, 0];
    push(from, to);
  }
  for (const { 0: leading, index } of run.matchAll(LEADING)) {
    let at = index + leading.length;
    for (let i = 0; i < MOST_PARTS && at < run.length; i++) {
      const size = run.slice(at).search(/[/?#&=]|$/);
      if (isToken(run.slice(at, at + size))) push(at, at + size);
      at += size + 1;
      if (run[at - 1] !== '/') break;
    }
  }
}
