import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';

export interface FilterSelectProps {
  label: string;
  options: readonly { value: string; label: string }[];
  chosen: readonly string[];
  onChoose(values: string[]): void;
}

/** Alternatives to narrow a list to; none means all. */
export function FilterSelect(props: FilterSelectProps) {
  const { label, options, chosen, onChoose } = props;
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
      SelectProps={{ multiple: true }}
      sx={{ minWidth: 150, maxWidth: 260 }}
    >
      {options.map(option => (
        <MenuItem key={option.value} value={option.value} dense>
          {option.label}
        </MenuItem>
      ))}
    </TextField>
  );
}
