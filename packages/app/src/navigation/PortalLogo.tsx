import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: 12,
    height: 64,
    paddingLeft: (sidebarConfig.drawerWidthClosed - 32) / 2,
    color: '#fff',
    fontSize: '1.15rem',
    fontWeight: 600,
    whiteSpace: 'nowrap',
  },
  mark: { flex: 'none' },
});

/** The portal's mark; its name stands beside it while the sidebar is open. */
export function PortalLogo() {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  return (
    <Link
      to="/"
      underline="none"
      className={classes.link}
      aria-label="OpsAgent home"
    >
      <svg
        className={classes.mark}
        width="32"
        height="32"
        viewBox="0 0 32 32"
        aria-hidden
      >
        <path
          d="M16 3 27.3 9.5v13L16 29 4.7 22.5v-13z"
          fill="none"
          stroke="#6fd3c4"
          strokeWidth="2.2"
          strokeLinejoin="round"
        />
        <path
          d="M6 16.5h5l2.4-5.6 4.4 10.6 2.4-5H26"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      {isOpen && <span>OpsAgent</span>}
    </Link>
  );
}
