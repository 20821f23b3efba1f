import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { FilterOption } from '../../format/filterOption';

export interface FilterSelectProps {
  label: string;
  options: readonly FilterOption[];
  chosen: readonly string[];
  onChoose(values: string[]): void;
}

/** Alternatives to narrow a list to, with how much there is of each; none means all. */
export function FilterSelect(props: FilterSelectProps) {
  const { label, options, chosen, onChoose } = props;
  const labelOf = (value: string) =>
    options.find(each => each.value === value)?.label ?? value;
  return (
    <TextField
      select
      size="small"
      label={label}
      value={chosen}
      onChange={event => {
        const value: unknown = event.target.value;
        onChoose(Array.isArray(value) ? value.map(String) : []);
      }}
      SelectProps={{
        multiple: true,
        renderValue: () => chosen.map(labelOf).join(', '),
      }}
      sx={{ minWidth: 130, maxWidth: 260 }}
    >
      {options.map(option => (
        <MenuItem key={option.value} value={option.value} dense>
          {option.label}
          {option.count !== undefined && (
            <Box
              component="span"
              sx={{ ml: 'auto', pl: 2, color: 'text.secondary' }}
            >
              {option.count}
            </Box>
          )}
        </MenuItem>
      ))}
    </TextField>
  );
}
