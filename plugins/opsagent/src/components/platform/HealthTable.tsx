import Box from '@mui/material/Box';
import { ReactNode } from 'react';

export interface HealthTableColumn<Row> {
  title: string;
  /** Of a CSS grid, such as `1fr`. */
  width: string;
  cell(row: Row): ReactNode;
}

export interface HealthTableProps<Row> {
  label: string;
  /** The first names the row. */
  columns: readonly HealthTableColumn<Row>[];
  rows: readonly Row[];
  keyOf(row: Row): string;
}

/** A table whose cells stand below each other where the page is narrow; its roles say that it is one all the same. */
export function HealthTable<Row>(props: HealthTableProps<Row>) {
  const { label, columns, rows, keyOf } = props;
  const [name, ...others] = columns;
  return (
    <Box
      role="table"
      aria-label={label}
      sx={{
        display: 'grid',
        gridTemplateColumns: {
          xs: 'minmax(0, 1fr)',
          md: columns.map(each => each.width).join(' '),
        },
        columnGap: 2,
        typography: 'body2',
        '& > [role=row]': {
          display: 'grid',
          gridColumn: '1 / -1',
          gridTemplateColumns: 'subgrid',
          alignItems: 'center',
          rowGap: 0.25,
          py: 0.75,
          minHeight: 36,
        },
        '& > [role=row]:not(:last-of-type)': {
          borderBottom: 1,
          borderColor: 'divider',
        },
      }}
    >
      <Box
        role="row"
        sx={{
          color: 'text.secondary',
          // Below each other the cells say by themselves what they are.
          display: { xs: 'none !important', md: 'grid !important' },
        }}
      >
        {columns.map(column => (
          <span key={column.title} role="columnheader">
            {column.title}
          </span>
        ))}
      </Box>
      {rows.map(row => (
        <Box key={keyOf(row)} role="row">
          <Box
            role="rowheader"
            sx={{ fontWeight: 700, overflowWrap: 'anywhere', minWidth: 0 }}
          >
            {name.cell(row)}
          </Box>
          {others.map(column => (
            <Box key={column.title} role="cell" sx={{ minWidth: 0 }}>
              {column.cell(row)}
            </Box>
          ))}
        </Box>
      ))}
    </Box>
  );
}
