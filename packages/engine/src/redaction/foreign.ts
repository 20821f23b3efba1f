import { findForeignEmails } from './emails';
import { isLikely } from './Mention';
import { isPseudonym } from './Pseudonyms';
import { Span } from './spans';
import { findValue } from './values';

const FOREIGN_SIGN = /[^\p{ASCII}]/u;
/** Words for a password or key that are not written in ASCII, and the sign behind them. */
const NAMES =
  'contraseña|clé secrète|şifre|lösenord|hasło|jelszó|mật khẩu|парол[ья]|ключ|токен|密码|密碼|口令|密钥|密鑰|令牌|パスワード|暗証番号|秘密鍵|トークン|비밀번호|암호|토큰|كلمة المرور|סיסמה|รหัสผ่าน|पासवर्ड';
const NAME = new RegExp(`(?:${NAMES})["'\`」]?\\s{0,4}[:=：＝]`, 'giu');
/** As sentences say it: the value must look like one. */
const SAID = new RegExp(
  `(?:${NAMES})\\s?(?:(?:就是|是|为|為|は|은|는|이|가)\\s?|(?:is|es|est|это|to) |\\s)["'\`「“]?([!-~]{5,100})`,
  'dgiu',
);

/** Finds what is private in texts of other languages, where it has letters that are not of ASCII. */
export function findForeign(text: string, spans: Span[]): void {
  if (!FOREIGN_SIGN.test(text)) return;
  findForeignEmails(text, spans);
  for (const { 0: name, index } of text.matchAll(NAME)) {
    const separator = /[=＝]$/.test(name) ? '=' : ':';
    findValue(text, index + name.length, 'password', separator, spans);
  }
  for (const { 1: value, indices } of text.matchAll(SAID)) {
    const [start, end] = indices?.[1] ?? [0, 0];
    if (isLikely(value) && !isPseudonym(value))
      spans.push({ start, end, class: 'credential' });
  }
}
