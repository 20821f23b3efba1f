import { Link } from '@backstage/core-components';
import { ReactNode } from 'react';

export interface NumberLinkProps {
  /** What it counts is nowhere when there is none. */
  number: number;
  /** Absent where the portal has no page of it. */
  to: string | undefined;
  children: ReactNode;
}

/** A number in words that leads to what it counts. */
export function NumberLink({ number, to, children }: NumberLinkProps) {
  if (number === 0 || to === undefined) return <span>{children}</span>;
  return (
    <Link to={to} color="inherit" underline="always">
      {children}
    </Link>
  );
}
