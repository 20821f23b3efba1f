import Button from '@mui/material/Button';
import { ReactNode, useState } from 'react';
import { PlainList } from './PlainList';

export interface FirstItemsProps<T> {
  items: readonly T[];
  /** How many are shown at first. */
  first: number;
  /** An item of a list with its key. */
  children(item: T): ReactNode;
  /** Of the button that shows the rest. */
  more: string;
  /** Of the button that hides it again. */
  fewer: string;
}

/** The first few items of a list, and all of them on request. */
export function FirstItems<T>(props: FirstItemsProps<T>) {
  const { items, first, children, more, fewer } = props;
  const [all, setAll] = useState(false);
  const shown = all ? items : items.slice(0, first);
  return (
    <>
      <PlainList>{shown.map(children)}</PlainList>
      {items.length > first && (
        <Button
          size="small"
          aria-expanded={all}
          onClick={() => setAll(!all)}
          sx={{ mt: 0.5, textTransform: 'none' }}
        >
          {all ? fewer : more}
        </Button>
      )}
    </>
  );
}
