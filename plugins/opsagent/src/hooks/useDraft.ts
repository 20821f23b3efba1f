import { useCallback, useState } from 'react';

const PREFIX = 'opsagent.draft.';

/** Text that is being typed. It outlives the page being loaded anew, and ends with the browser's tab. */
export function useDraft(key: string) {
  const [draft, setDraft] = useState(() => read(key));
  const write = useCallback(
    (text: string) => {
      setDraft(text);
      keep(key, text);
    },
    [key],
  );
  return [draft, write] as const;
}

/** Browsers may refuse to keep anything. */
function read(key: string): string {
  try {
    return sessionStorage.getItem(PREFIX + key) ?? '';
  } catch {
    return '';
  }
}

function keep(key: string, text: string) {
  try {
    if (text) sessionStorage.setItem(PREFIX + key, text);
    else sessionStorage.removeItem(PREFIX + key);
  } catch {
    // What is typed is still on the page.
  }
}
