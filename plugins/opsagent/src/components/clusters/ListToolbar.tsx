import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useEffect, useRef, useState } from 'react';
import { ListControls } from '../../hooks/useListControls';
import { useText } from '../../hooks/useText';

/** Milliseconds after the last key until the list is asked. */
const PAUSE = 300;

export interface ListToolbarProps<Sort extends string> {
  controls: ListControls<Sort>;
  /** Names the field to type in. */
  search: string;
  sorts: readonly { value: Sort; label: string }[];
}

/** Narrows a list to part of a name, and sorts it. */
export function ListToolbar<Sort extends string>(
  props: ListToolbarProps<Sort>,
) {
  const { controls, search, sorts } = props;
  const { q, sort, find, sortBy } = controls;
  const t = useText();
  const [typed, setTyped] = useState(q);
  const askedRef = useRef(q);

  useEffect(() => {
    // The way back in the browser leads to another text; what was typed does not undo it.
    if (q === askedRef.current) return;
    askedRef.current = q;
    setTyped(q);
  }, [q]);

  useEffect(() => {
    if (typed === q) return undefined;
    const timer = setTimeout(() => {
      askedRef.current = typed;
      find(typed);
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [typed, q, find]);

  return (
    <Stack direction="row" useFlexGap flexWrap="wrap" gap={1} sx={{ mb: 1 }}>
      <TextField
        type="search"
        size="small"
        label={search}
        value={typed}
        onChange={event => setTyped(event.target.value)}
        inputProps={{ maxLength: 253 }}
        sx={{ minWidth: 200 }}
      />
      <TextField
        select
        size="small"
        label={t('clusterPages.sort')}
        value={sort}
        onChange={event => {
          const chosen = sorts.find(each => each.value === event.target.value);
          if (chosen) sortBy(chosen.value);
        }}
        sx={{ minWidth: 160 }}
      >
        {sorts.map(({ value, label }) => (
          <MenuItem key={value} value={value} dense>
            {label}
          </MenuItem>
        ))}
      </TextField>
    </Stack>
  );
}
