import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

const PARAMETER = 'cluster';

/** The cluster that the page is narrowed to, kept in the URL so that a link shows the same. Undefined for all. */
export function useClusterFilter(known: readonly string[]) {
  const [parameters, setParameters] = useSearchParams();
  const wanted = parameters.get(PARAMETER);
  const cluster = known.find(each => each === wanted);

  const select = useCallback(
    (name: string | undefined) =>
      setParameters(
        current => {
          const next = new URLSearchParams(current);
          if (name === undefined) next.delete(PARAMETER);
          else next.set(PARAMETER, name);
          return next;
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParameters],
  );

  return { cluster, select };
}
