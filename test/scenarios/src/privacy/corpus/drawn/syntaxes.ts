/** A way in which texts tell a name and its value. */
export interface Syntax {
  title: string;
  write: (name: string, value: string) => string;
  /** Whether a value of letters alone is told from other words here. */
  showsWords?: true;
  /** Whether names are names of variables. */
  upperCase?: true;
  /** Whether a value may have quotes, spaces or brackets in it. */
  takesSigns?: true;
}

const words = (
  title: string,
  write: Syntax['write'],
  more: Partial<Syntax> = {},
): Syntax => ({ title, write, showsWords: true, ...more });
const quoted = (title: string, write: Syntax['write']): Syntax =>
  words(title, write, { takesSigns: true });
const variable = (title: string, write: Syntax['write']): Syntax =>
  words(title, write, { upperCase: true });
const loose = (title: string, write: Syntax['write']): Syntax => ({
  title,
  write,
});

/** In files of settings. */
const FILES: readonly Syntax[] = [
  words('properties', (n, v) => `spring.main.banner=off\n${n}=${v}\na.b=c`),
  words('properties, spaced', (n, v) => `${n} = ${v}`),
  words('properties, colon', (n, v) => `${n}: ${v}`),
  words('INI', (n, v) => `[section]\nhost = pg\n${n} = ${v}\n; end`),
  quoted('TOML', (n, v) => `[a]\n${n} = "${v}"\nport = 1`),
  quoted('TOML, inline', (n, v) => `a = { user = "x", ${n} = "${v}" }`),
  words('YAML', (n, v) => `a:\n  user: x\n  ${n}: ${v}\n  port: 1`),
  quoted('YAML, quoted', (n, v) => `  ${n}: '${v}'`),
  words('YAML, flow', (n, v) => `{user: x, ${n}: ${v}, port: 1}`),
  words('YAML, tagged', (n, v) => `${n}: !!str ${v}`),
  words('YAML, anchored', (n, v) => `${n}: &pw ${v}`),
  words('YAML, folded', (n, v) => `${n}: >-\n  ${v}\nport: 1`),
  loose('YAML, list below', (n, v) => `${n}:\n  - ${v}\nport: 1`),
  words('YAML, name and value', (n, v) => `- name: ${n}\n  value: ${v}`),
  words('YAML, value and name', (n, v) => `- value: ${v}\n  name: ${n}`),
  quoted('HCL', (n, v) => `resource "x" "y" {\n  ${n}   = "${v}"\n}`),
  quoted(
    'HCL, default',
    (n, v) => `variable "${n}" {\n  type = string\n  default = "${v}"\n}`,
  ),
  quoted('nginx', (n, v) => `proxy_set_header ${n} "${v}";`),
  loose('a directive', (n, v) => `  ${n} ${v}`),
  quoted('a directive, quoted', (n, v) => `  ${n} "${v}"`),
  variable('.env', (n, v) => `A=b\n${n}=${v}\nB=c`),
  variable('.env, quoted', (n, v) => `${n}="${v}"`),
  variable('Dockerfile', (n, v) => `ENV ${n} ${v}`),
  variable('Dockerfile, equals', (n, v) => `ENV A=b ${n}=${v}`),
  variable('systemd', (n, v) => `Environment="${n}=${v}"`),
  words('XML element', (n, v) => `<a><${n}>${v}</${n}></a>`),
  words('XML attribute', (n, v) => `<user name="x" ${n}="${v}"/>`),
  words('XML, named', (n, v) => `<param name="${n}">${v}</param>`),
  words('XML, named value', (n, v) => `<add key="${n}" value="${v}" />`),
  words(
    'XML, name and value',
    (n, v) => `<name>${n}</name>\n  <value>${v}</value>`,
  ),
  words('XML, CDATA', (n, v) => `<${n}><![CDATA[${v}]]></${n}>`),
  words('a property list', (n, v) => `<key>${n}</key><string>${v}</string>`),
];

/** As programs print what they hold. */
const DUMPS: readonly Syntax[] = [
  quoted('JSON', (n, v) => `{"user":"x","${n}":"${v}","port":1}`),
  quoted(
    'JSON, pretty',
    (n, v) => `{\n  "user" : "x",\n  "${n}" : "${v}",\n  "port" : 1\n}`,
  ),
  quoted('JSON, a list', (n, v) => `{"${n}": ["${v}"]}`),
  quoted('JSON, nested value', (n, v) => `{"${n}":{"value":"${v}","o":"x"}}`),
  quoted('JSON, typed value', (n, v) => `{"${n}":{"S":"${v}"}}`),
  quoted('JSON, a pair', (n, v) => `{"name":"${n}","value":"${v}"}`),
  quoted('JSON, a pair backwards', (n, v) => `{"value":"${v}","name":"${n}"}`),
  quoted('JSON, key and Value', (n, v) => `{"Key": "${n}", "Value": "${v}"}`),
  quoted('JSON in JSON', (n, v) =>
    JSON.stringify({ m: JSON.stringify({ [n]: v }) }),
  ),
  quoted('JSON in JSON in JSON', (n, v) =>
    JSON.stringify({ a: JSON.stringify({ m: JSON.stringify({ [n]: v }) }) }),
  ),
  quoted('Python dict', (n, v) => `{'user': 'x', '${n}': '${v}'}`),
  quoted('Python repr', (n, v) => `Config(user='x', ${n}='${v}', port=1)`),
  quoted('Python bytes', (n, v) => `{'${n}': b'${v}'}`),
  quoted('Python pairs', (n, v) => `[('user', 'x'), ('${n}', '${v}')]`),
  quoted('Python named', (n, v) => `'${n}': SecretStr('${v}')`),
  words('Go map', (n, v) => `map[host:pg ${n}:${v} port:1]`),
  words('Go struct', (n, v) => `&{Host:pg ${n}:${v} Port:1}`),
  quoted('Go struct, quoted', (n, v) => `Conf{Host:"pg", ${n}:"${v}", P:1}`),
  words('Java record', (n, v) => `Conf[host=pg, ${n}=${v}, port=1]`),
  words('Java map', (n, v) => `{host=pg, ${n}=${v}, port=1}`),
  words('Java bean', (n, v) => `Conf(host=pg, ${n}=${v})`),
  quoted('Java quoted', (n, v) => `Conf{host='pg', ${n}='${v}', port=1}`),
  words('-D', (n, v) => `java -D${n}=${v} -jar a.jar`),
  quoted('Ruby', (n, v) => `{"user"=>"x", "${n}"=>"${v}"}`),
  quoted('Ruby symbols', (n, v) => `{:user=>"x", :${n}=>"${v}"}`),
  quoted('Ruby inspect', (n, v) => `#<User id: 1, ${n}: "${v}", a: nil>`),
  quoted('PHP array', (n, v) => `array('user' => 'x', '${n}' => '${v}')`),
  words(
    'PHP print_r',
    (n, v) => `Array\n(\n    [${n}] => ${v}\n    [a] => b\n)`,
  ),
  quoted(
    'PHP var_dump',
    (n, v) => `["${n}"]=>\n  string(${v.length}) "${v}"\n`,
  ),
  quoted('Rust', (n, v) => `Conf { host: "pg", ${n}: Some("${v}"), p: 1 }`),
  quoted('Rust, a wrapped one', (n, v) => `${n}: Secret("${v}")`),
  quoted('Elixir', (n, v) => `%{host: "pg", ${n}: "${v}"}`),
  quoted('Elixir pairs', (n, v) => `[{"host", "pg"}, {"${n}", "${v}"}]`),
  quoted('Lua', (n, v) => `{ host = "pg", ["${n}"] = "${v}" }`),
  quoted('protobuf text', (n, v) => `auth {\n  user: "x"\n  ${n}: "${v}"\n}`),
  quoted('C#', (n, v) => `Conf { Host = pg, ${n} = "${v}" }`),
  loose('C# pairs', (n, v) => `[${n}, ${v}], [Port, 1]`),
  words('Scala', (n, v) => `Map(host -> pg, ${n} -> ${v})`),
  words('a debugger', (n, v) => `(gdb) $1 = {${n} = 0x55d0 "${v}"}`),
];

/** Within lines of logs. */
const LOGS: readonly Syntax[] = [
  words('logfmt', (n, v) => `level=info msg=hi ${n}=${v} ms=3`),
  quoted('logfmt, quoted', (n, v) => `level=info ${n}="${v}" ms=3`),
  quoted('logfmt in JSON', (n, v) =>
    JSON.stringify({ log: `${n}="${v}" a=1` }),
  ),
  words('a line in JSON', (n, v) =>
    JSON.stringify({ log: `a\n${n}: ${v}\nb` }),
  ),
  words('ANSI colours', (n, v) => `\u001b[36m${n}\u001b[0m=${v} a=1`),
  words('ANSI value', (n, v) => `${n}=\u001b[32m${v}\u001b[0m`),
  words('ANSI as text', (n, v) => `\\u001b[36m${n}\\u001b[0m=${v} a=1`),
  words('bracketed', (n, v) => `[${n}=${v}] connected`),
  words('bracketed pair', (n, v) => `[${n}: ${v}] connected`),
  words('semicolons', (n, v) => `host=pg;${n}=${v};port=1`),
  words('bars', (n, v) => `host=pg|${n}=${v}|port=1`),
  words('a wrapped line', (n, v) => `${n}=\n    ${v}\n`),
  loose('a table', (n, v) => `| host | pg |\n| ${n} | ${v} |`),
  loose('a drawn table', (n, v) => `│ ${n} │ ${v} │`),
  loose('a table below', (n, v) => `| user | ${n} |\n|---|---|\n| x | ${v} |`),
  loose('columns', (n, v) => `host        pg\n${n}        ${v}\n`),
  loose('tabs', (n, v) => `host\tpg\n${n}\t${v}\n`),
  loose('CSV below', (n, v) => `user,${n},port\nx,${v},1\n`),
  loose('columns below', (n, v) => `USER   ${n}   PORT\nx      ${v}   1\n`),
  words('diff', (n, v) => `-  ${n}: old\n+  ${n}: ${v}`),
  quoted('a plan', (n, v) => `~ ${n} = "abc" -> "${v}"`),
  loose('a sentence with is', (n, v) => `The ${n} is ${v}`),
  loose('a sentence with quotes', (n, v) => `invalid ${n} '${v}' for user x`),
  loose('a sentence with a colon', (n, v) => `Your new ${n} is: ${v}`),
  loose('a sentence with set', (n, v) => `${n} was set to ${v}`),
  loose('a sentence with using', (n, v) => `logging in with ${n} ${v}`),
  loose('a sentence with brackets', (n, v) => `login failed (${n} ${v})`),
  loose('a sentence over two lines', (n, v) => `Generated ${n}:\n\n    ${v}\n`),
];

/** In commands and requests. */
const COMMANDS: readonly Syntax[] = [
  words('a flag', (n, v) => `app --host pg --${n} ${v} --port 1`),
  words('a flag with =', (n, v) => `app --host pg --${n}=${v} --port 1`),
  words('a flag of one dash', (n, v) => `app -host pg -${n} ${v} -port 1`),
  quoted('a flag, quoted', (n, v) => `app --${n} "${v}" --port 1`),
  quoted('args as JSON', (n, v) => `["--user","x","--${n}","${v}"]`),
  words('args as YAML', (n, v) => `args:\n- --${n}\n- ${v}\n- --port`),
  words('--set', (n, v) => `helm upgrade a b --set a.b=1,${n}=${v},c=d`),
  words('PowerShell', (n, v) => `Connect-X -User x -${n} ${v}`),
  words('a slash flag', (n, v) => `app.exe /user:x /${n}:${v}`),
  variable('export', (n, v) => `export ${n}=${v}`),
  variable('export, quoted', (n, v) => `export ${n}='${v}'`),
  variable('env of a command', (n, v) => `A=b ${n}=${v} ./run.sh --now`),
  variable('docker -e', (n, v) => `docker run -e A=b -e ${n}=${v} img`),
  variable('set', (n, v) => `set ${n}=${v}`),
  variable('PowerShell variable', (n, v) => `$env:${n} = "${v}"`),
  variable('setx', (n, v) => `setx ${n} "${v}"`),
  variable('env, NUL', (n, v) => `A=b\u0000${n}=${v}\u0000C=d`),
  words('a query', (n, v) => `GET /x?a=b&${n}=${encodeURIComponent(v)}&c=d`),
  words('a query, encoded', (n, v) =>
    encodeURIComponent(`https://h/x?a=b&${n}=${v}&c=d`),
  ),
  words('a form', (n, v) => `body: a=b&${n}=${encodeURIComponent(v)}`),
  words(
    'a form of parts',
    (n, v) => `form-data; name="${n}"\r\n\r\n${v}\r\n--b`,
  ),
  words('a header', (n, v) => `> X-${n}: ${v}\n> Accept: */*`),
  words('a header of curl', (n, v) => `curl -H "X-${n}: ${v}" http://web`),
  words('a header of Go', (n, v) => `map[Accept:[*/*] X-${n}:[${v}]]`),
  loose('a header of Node', (n, v) => `[ 'Host', 'a', 'x-${n}', '${v}' ]`),
  quoted('HTML in JSON', (n, v) => `{&quot;${n}&quot;:&quot;${v}&quot;}`),
  quoted('escaped JSON', (n, v) => `{\\u0022${n}\\u0022:\\u0022${v}\\u0022}`),
  quoted('SQL insert', (n, v) => `INSERT INTO t (a, ${n}) VALUES (1, '${v}')`),
  quoted('SQL update', (n, v) => `UPDATE t SET ${n} = '${v}' WHERE a = 1`),
  quoted('SQL where', (n, v) => `SELECT 1 FROM t WHERE ${n}='${v}' AND a=1`),
  quoted('SQL like', (n, v) => `WHERE "${n}" IN ('${v}')`),
  quoted('code', (n, v) => `const ${n} = '${v}';`),
  quoted('code with a type', (n, v) => `var ${n}: String = "${v}"`),
  quoted('code, short', (n, v) => `${n} := "${v}"`),
  quoted('a setter', (n, v) => `conf.set("${n}", "${v}")`),
  quoted('a call', (n, v) => `os.Setenv("${n}", "${v}")`),
  quoted('a default', (n, v) => `getenv("${n}", "${v}")`),
];

/** All of them. */
export const SYNTAXES: readonly Syntax[] = [
  ...FILES,
  ...DUMPS,
  ...LOGS,
  ...COMMANDS,
];
