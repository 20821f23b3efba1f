import { useEffect, useRef } from 'react';
import { Selection } from './selection';

/** For an element that can take the focus: brings it into view and gives it the focus each time that it is chosen. */
export function useRevealed<T extends HTMLElement>(
  selection: Selection | undefined,
) {
  const ref = useRef<T>(null);
  useEffect(() => {
    if (!selection) return;
    ref.current?.scrollIntoView?.({ block: 'center' });
    ref.current?.focus({ preventScroll: true });
  }, [selection]);
  return ref;
}
