import Box from '@mui/material/Box';
import { useId } from 'react';

export interface NamedListProps {
  name: string;
  items: readonly string[];
}

/** A few sentences under a name; nothing when there are none. */
export function NamedList({ name, items }: NamedListProps) {
  const nameId = useId();
  if (items.length === 0) return null;
  return (
    <div>
      <Box id={nameId} sx={{ color: 'text.secondary' }}>
        {name}
      </Box>
      <Box component="ul" aria-labelledby={nameId} sx={{ m: 0, pl: 2.5 }}>
        {items.map(each => (
          <Box component="li" key={each} sx={{ overflowWrap: 'anywhere' }}>
            {each}
          </Box>
        ))}
      </Box>
    </div>
  );
}
