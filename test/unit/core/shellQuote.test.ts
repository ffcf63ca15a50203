import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { commandLine, shellOf } from '../../../src/core/connections/shellQuote';
import { signInCommand } from '../../../src/core/connections/signInCommand';

const nasty = [
  'prod',
  '',
  'a b',
  "it's",
  '"quoted"',
  '$HOME `id` $(id)',
  'a;b|c&d',
  '*?[x]',
  'back\\slash\\',
  '%PATH%',
  '!x',
  '~',
  'ümlaut–‘’',
];

describe('a command line', () => {
  it('for a POSIX shell is parsed by one into the original words', () => {
    const line = commandLine(
      [process.execPath, '-e', 'console.log(JSON.stringify(process.argv.slice(1)))', '--', ...nasty],
      'posix',
    );
    assert.deepEqual(JSON.parse(execFileSync('/bin/sh', ['-c', line], { encoding: 'utf8' })), nasty);
  });

  it('leaves harmless words unchanged', () => {
    for (const shell of ['posix', 'powershell', 'pwsh', 'cmd'] as const) {
      assert.equal(
        commandLine(['aws', 'sso', 'login', '--profile', 'team/prod_1.x'], shell),
        'aws sso login --profile team/prod_1.x',
      );
    }
  });

  it('for PowerShell doubles every kind of single quote', () => {
    assert.equal(commandLine(["it's ‘so’ $x"], 'powershell'), "'it''s ‘‘so’’ $x'");
    assert.equal(commandLine(["it's ‘so’ $x"], 'pwsh'), "'it''s ‘‘so’’ $x'");
    assert.equal(commandLine(['-a.b', 'a,b', '@a'], 'pwsh'), "'-a.b' 'a,b' '@a'");
  });

  it('escapes double quotes only for Windows PowerShell, which does not do so itself', () => {
    assert.equal(commandLine(['say "a"', 'a b\\', ''], 'powershell'), `'say \\"a\\"' 'a b\\\\' '""'`);
    assert.equal(commandLine(['say "a"', 'a b\\', ''], 'pwsh'), `'say "a"' 'a b\\' ''`);
  });

  it('for cmd leaves no special character unescaped', () => {
    assert.equal(commandLine(['a b'], 'cmd'), '^"a b^"');
    assert.equal(commandLine(['%PATH%&calc'], 'cmd'), '^"^%PATH^%^&calc^"');
    assert.equal(commandLine(['say "a" \\'], 'cmd'), '^"say \\^"a\\^" \\\\^"');
  });

  it('contains no line break', () => {
    assert.throws(() => commandLine(['a\nb'], 'posix'), TypeError);
  });

  it('is quoted for the terminal’s shell', () => {
    const shells = [
      '/bin/zsh',
      '/usr/bin/pwsh',
      'C:\\Windows\\System32\\cmd.exe',
      'C:\\Windows\\…\\powershell.exe',
      'C:\\Git\\bin\\bash.exe',
      '',
    ];
    assert.deepEqual(shells.map(shellOf), ['posix', 'pwsh', 'cmd', 'powershell', 'posix', 'posix']);
  });
});

describe('signing in', () => {
  it('never passes a profile as an option', () => {
    assert.equal(signInCommand({ kind: 'sso', profile: 'prod' }, 'posix'), 'aws sso login --profile prod');
    assert.equal(signInCommand({ kind: 'login', profile: '-x y' }, 'posix'), "aws login '--profile=-x y'");
  });
});
