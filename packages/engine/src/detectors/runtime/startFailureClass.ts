import { shorten } from '../../findings/evidence';

const COMMAND_MISSING = 'its command is not in the image';

/** What the runtime's refusal to start a process means; first match wins. Wordings of runc, crun, containerd, CRI-O and docker. */
const CLASSES: readonly (readonly [RegExp, string])[] = [
  [
    /exec format error/i,
    'the program is built for another processor architecture',
  ],
  [/seccomp/i, 'its seccomp profile cannot be applied'],
  [/apparmor/i, 'its AppArmor profile cannot be applied'],
  [
    /chdir to cwd|working directory|\bcwd\b/i,
    'its working directory does not exist or may not be entered',
  ],
  [
    /executable file [`'"]?[^ ]{0,500}? ?not found|exec: .{0,1000}no such file or directory|stat [^ ]{1,500}: no such file or directory/i,
    COMMAND_MISSING,
  ],
  [
    /exec: .{0,1000}permission denied|open executable: permission denied/i,
    'its command may not be executed',
  ],
  [
    /not a directory.{0,1000}(?:mount|volume)|(?:mount|rootfs).{0,1000}(?:not a directory|no such file|permission denied|read-only)|error mounting/i,
    'a mount cannot be made',
  ],
  [
    /container name .{1,500} (?:is )?already in use|name .{1,500} is reserved/i,
    'its name is still taken by an earlier container',
  ],
  [/no command specified/i, 'neither image nor pod names a command'],
  [/device/i, 'a device cannot be attached'],
];

/** Why a runtime refused to create or start a container: in plain words when they are known, always with its own. */
export function startFailureClass(text: string): string {
  const known = classOf(text);
  const said = shorten(text);
  return known ? `${known} (${said})` : said || 'the runtime gives no reason';
}

/** Whether a runtime refused because the image does not have the command, and not because of a file of its own such as a seccomp profile. */
export function lacksCommand(text: string): boolean {
  return classOf(text) === COMMAND_MISSING;
}

function classOf(text: string) {
  return CLASSES.find(([pattern]) => pattern.test(text))?.[1];
}
