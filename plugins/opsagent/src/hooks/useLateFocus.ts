import { useCallback, useEffect, useRef, useState } from 'react';

/** A field, and a way to give it the keyboard's focus once the page shows what has just been changed: a dialog that closes would take the focus back. */
export function useLateFocus<T extends HTMLElement>() {
  const fieldRef = useRef<T>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    if (asked > 0) fieldRef.current?.focus({ preventScroll: true });
  }, [asked]);
  const focus = useCallback(() => setAsked(before => before + 1), []);
  return { fieldRef, focus };
}
