import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { KeyTree, knownKeys } from './knownKeys';

const DECLARATIONS = join(__dirname, '..', '..', 'config.d.ts');

/** The keys that a type declares. What may also be a plain value, or has free keys, ends the tree. */
function keysOf(type: ts.TypeNode | undefined): KeyTree | true {
  if (!type) return true;
  if (ts.isTypeReferenceNode(type) && type.typeName.getText() === 'Array')
    return keysOf(type.typeArguments?.[0]);
  if (!ts.isTypeLiteralNode(type)) return true;
  if (type.members.some(ts.isIndexSignatureDeclaration)) return true;
  return Object.fromEntries(
    type.members
      .filter(ts.isPropertySignature)
      .map(member => [member.name.getText(), keysOf(member.type)]),
  );
}

function declaredKeys() {
  const source = ts.createSourceFile(
    DECLARATIONS,
    readFileSync(DECLARATIONS, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const config = source.statements.find(ts.isInterfaceDeclaration);
  const section = config?.members.find(ts.isPropertySignature);
  expect(section?.name.getText()).toBe('opsagent');
  return keysOf(section?.type);
}

describe('knownKeys', () => {
  it('are those that config.d.ts declares', () => {
    expect(knownKeys).toEqual(declaredKeys());
  });
});
