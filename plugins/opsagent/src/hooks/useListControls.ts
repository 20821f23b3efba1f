import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

export interface ListControls<Sort extends string> {
  /** Part of the names that are looked for. */
  q: string;
  sort: Sort;
  /** Of the pages that lead to the one shown, and its own; empty for the first. */
  cursors: readonly string[];
  find(q: string): void;
  sortBy(sort: Sort): void;
  turnTo(cursors: readonly string[]): void;
}

/**
 * What a list is narrowed to, how it is sorted and which page of it is shown, kept in the URL.
 *
 * @param list - sets the parameters of one list apart from those of another on the same page
 * @param sorts - the first is the one that is used unless the URL says otherwise
 */
export function useListControls<Sort extends string>(
  list: string,
  sorts: readonly [Sort, ...Sort[]],
): ListControls<Sort> {
  const [parameters, setParameters] = useSearchParams();
  const name = (parameter: string) => `${list}.${parameter}`;
  const q = parameters.get(name('q')) ?? '';
  const asked = parameters.get(name('sort'));
  const cursorText = parameters.getAll(name('cursor')).join(' ');
  const cursors = useMemo(
    () => cursorText.split(' ').filter(Boolean),
    [cursorText],
  );

  // A cursor is a place in one list: whatever else changes begins another.
  const write = useCallback(
    (parameter: string, values: readonly string[]) =>
      setParameters(
        current => {
          const next = new URLSearchParams(current);
          next.delete(`${list}.cursor`);
          next.delete(`${list}.${parameter}`);
          values
            .filter(Boolean)
            .forEach(each => next.append(`${list}.${parameter}`, each));
          return next;
        },
        { replace: parameter !== 'cursor', preventScrollReset: true },
      ),
    [list, setParameters],
  );

  return {
    q,
    sort: sorts.find(each => each === asked) ?? sorts[0],
    cursors,
    find: useCallback((text: string) => write('q', [text]), [write]),
    sortBy: useCallback((sort: Sort) => write('sort', [sort]), [write]),
    turnTo: useCallback(
      (path: readonly string[]) => write('cursor', path),
      [write],
    ),
  };
}
