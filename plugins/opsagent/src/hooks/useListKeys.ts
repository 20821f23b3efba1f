import { RefObject, useEffect, useRef } from 'react';

export interface ListKeys {
  /** Chooses a row, or no longer chooses it. */
  onChoose(id: string): void;
  /** @param id - of the row that has the focus, if any */
  onAcknowledge(id: string | undefined): void;
  /** @param id - of the row that has the focus, if any */
  onSnooze(id: string | undefined): void;
  onHelp(): void;
}

/** Marks a row of a list with its id. */
export const ROW = 'data-row';

/** Marks the link of a row, to which the focus moves. */
export const ROW_LINK = 'data-row-link';

/** Where keys are typed, or choose something themselves. */
const BUSY =
  'input:not([type=checkbox]), textarea, select, [contenteditable], [role=combobox], [role=listbox], [role=menu], [role=dialog]';

/**
 * Walks a list by single keys: `j` and `k` move the focus to the next and the previous row, whose link the browser opens with Enter; `x` chooses, `a` acknowledges, `s` snoozes, `?` explains.
 *
 * @param listRef - around rows marked with `ROW`
 * @param enabled - whether keys do anything, as who dictates turns them off
 */
export function useListKeys(
  listRef: RefObject<HTMLElement>,
  keys: ListKeys,
  enabled: boolean,
) {
  const keysRef = useRef(keys);
  keysRef.current = keys;
  // Where the focus was when its row has gone.
  const positionRef = useRef(-1);

  useEffect(() => {
    if (!enabled) return undefined;
    const rows = () => [
      ...(listRef.current?.querySelectorAll<HTMLElement>(`[${ROW}]`) ?? []),
    ];
    const move = (step: number) => {
      const all = rows();
      const here = positionRef.current;
      // The row after one that has gone stands in its place.
      const wanted = all.some(isFocused) || step < 0 ? here + step : here;
      const position = Math.min(Math.max(wanted, 0), all.length - 1);
      positionRef.current = position;
      all[position]?.querySelector<HTMLElement>(`[${ROW_LINK}]`)?.focus();
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isForOthers(event)) return;
      const focused = rows().findIndex(isFocused);
      if (focused >= 0) positionRef.current = focused;
      const id = rows()[focused]?.getAttribute(ROW) ?? undefined;
      const { onChoose, onAcknowledge, onSnooze, onHelp } = keysRef.current;
      switch (event.key) {
        case 'j':
          move(1);
          break;
        case 'k':
          move(-1);
          break;
        case 'x':
          if (id) onChoose(id);
          break;
        case 'a':
          onAcknowledge(id);
          break;
        case 's':
          onSnooze(id);
          break;
        case '?':
          onHelp();
          break;
        default:
          return;
      }
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [listRef, enabled]);
}

function isFocused(row: HTMLElement) {
  return row.contains(document.activeElement);
}

function isForOthers({ altKey, ctrlKey, metaKey, target }: KeyboardEvent) {
  if (altKey || ctrlKey || metaKey) return true;
  return target instanceof Element && target.closest(BUSY) !== null;
}
