import { useEffect, useRef } from 'react';

/** For what a dialog is opened for: it has the keyboard's focus at first, wherever that was. */
export function useFirstFocus<T extends HTMLElement>() {
  const ref = useRef<T>(null);
  useEffect(() => ref.current?.focus(), []);
  return ref;
}
