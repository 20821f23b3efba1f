import { Link } from '@backstage/core-components';
import { ReactNode } from 'react';

export interface NumberLinkProps {
  to: string;
  children: ReactNode;
}

/** A number in words that leads to what it counts. */
export function NumberLink({ to, children }: NumberLinkProps) {
  return (
    <Link to={to} color="inherit" underline="always">
      {children}
    </Link>
  );
}
