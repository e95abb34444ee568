// Entry of every npm script: checks Node, installs and builds only when something changed, then runs the command.
// Plain old CommonJS on purpose: an outdated Node must get as far as the message about its version.
'use strict'
var needed = [20, 19]
var have = process.versions.node.split('.').map(Number)
if (have[0] < needed[0] || (have[0] === needed[0] && have[1] < needed[1])) {
  console.error(
    'Mimicry needs Node.js ' +
      needed.join('.') +
      ' or newer; this is ' +
      process.versions.node +
      ' (' +
      process.execPath +
      ').\n' +
      'Install a current release from https://nodejs.org/ or switch with your version manager, then run the command again.',
  )
  process.exit(2)
}

var fs = require('fs')
var path = require('path')
var crypto = require('crypto')
var childProcess = require('child_process')

var root = path.join(__dirname, '..')
var modules = path.join(root, 'node_modules')
var dist = path.join(root, 'dist')
var quiet = process.argv[2] === 'mimicry'

function fail(message, status) {
  console.error(message)
  process.exit(status)
}

/** Runs a program to its end, its output on ours (on stderr when stdout belongs to the command), and gives its status. */
function run(program, args, outputTo) {
  var child = childProcess.spawnSync(program, args, {
    cwd: root,
    stdio: ['inherit', outputTo === 'stderr' ? 2 : 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (child.error) fail('cannot run ' + program + ': ' + child.error.message, 3)
  return child.status === null ? 130 : child.status
}

function tool(name) {
  var manifest = JSON.parse(fs.readFileSync(path.join(modules, name, 'package.json'), 'utf8'))
  var bin =
    typeof manifest.bin === 'string'
      ? manifest.bin
      : manifest.bin[name.split('/').pop()] || Object.values(manifest.bin)[0]
  return path.join(modules, name, bin)
}

function digest(text) {
  return crypto.createHash('sha256').update(text).digest('hex')
}

function readOr(file, otherwise) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (_) {
    return otherwise
  }
}

/** Installs the locked dependencies unless this very lockfile is installed already, patched as now, for this very Node. */
function install() {
  var stampFile = path.join(modules, '.mimicry-installed')
  var patches = path.join(__dirname, 'patches')
  var files = fs.readdirSync(patches).map(function (name) {
    return path.join(patches, name)
  })
  var inputs = [path.join(root, 'package-lock.json')].concat(files.sort()).map(function (file) {
    return fs.readFileSync(file, 'utf8')
  })
  var stamp = digest(inputs.join('') + process.versions.modules + process.platform + process.arch)
  if (readOr(stampFile, '') === stamp) return
  console.error('installing dependencies (npm ci) …')
  var status = run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'stderr')
  if (status !== 0)
    fail('npm ci failed with status ' + status + ': is the package registry reachable? Nothing was run.', 3)
  fs.writeFileSync(stampFile, stamp)
}

function sources(folder, list) {
  for (var entry of fs.readdirSync(folder, { withFileTypes: true })) {
    var file = path.join(folder, entry.name)
    if (entry.isDirectory()) sources(file, list)
    else if (/\.(ts|json)$/.test(entry.name) && !/\.test\.ts$/.test(entry.name)) list.push(file)
  }
  return list
}

/** Builds dist/ unless every source is as it was at the last build. */
function build() {
  var files = ['package.json', 'tsconfig.json', '.config/tsconfig.build.json'].map(function (name) {
    return path.join(root, name)
  })
  for (var folder of ['src', 'suites', 'vectors', 'fuzz', 'reports']) sources(path.join(root, folder), files)
  files.sort()
  var names = digest(files.join('\n'))
  var contents = files.map(function (file) {
    var facts = fs.statSync(file)
    return facts.mtimeMs + ':' + facts.size
  })
  var stamp = names + ' ' + digest(contents.join('\n'))
  var stampFile = path.join(dist, '.built')
  var last = readOr(stampFile, '')
  if (last === stamp) return
  // A file that is gone must not live on in dist/.
  if (last.split(' ')[0] !== names) fs.rmSync(dist, { recursive: true, force: true })
  console.error('building …')
  fs.rmSync(stampFile, { force: true })
  var status = run(process.execPath, [tool('typescript'), '-p', '.config/tsconfig.build.json'], 'stderr')
  if (status !== 0) fail('the build failed: see the compiler messages above.', 3)
  fs.writeFileSync(stampFile, stamp)
}

/** The command itself replaces this process as far as its user can tell: signals and status pass through. */
function replaceWith(args) {
  var child = childProcess.spawn(process.execPath, args, {
    cwd: quiet ? process.env.INIT_CWD || process.cwd() : root,
    stdio: 'inherit',
  })
  // The terminal sends Ctrl-C to the whole group; the child decides, we only wait for its status.
  for (var signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    (function (name) {
      process.on(name, function () {
        if (name !== 'SIGINT' || !process.stdin.isTTY) child.kill(name)
      })
    })(signal)
  child.on('error', function (error) {
    fail('cannot start: ' + error.message, 3)
  })
  child.on('exit', function (status, killed) {
    process.exit(status === null ? (killed === 'SIGINT' ? 130 : 143) : status)
  })
}

var command = process.argv[2]
var rest = process.argv.slice(3)
var cli = path.join(dist, 'src', 'cli', 'bin.js')

install()
if (command === 'install') process.exit(0)
if (command === 'verify') replaceWith([path.join(__dirname, 'verify.mjs')].concat(rest))
else {
  build()
  if (command === 'start') replaceWith([cli, 'run'].concat(rest))
  else if (command === 'mimicry') replaceWith([cli].concat(rest))
  else if (command === 'test') replaceWith([tool('vitest'), 'run', '--config', '.config/vitest.config.ts'].concat(rest))
  else if (command === 'bench') replaceWith([path.join(__dirname, 'bench.mjs')].concat(rest))
  else if (command !== 'build') fail('unknown command ' + command + ' (start, test, mimicry, build, verify, bench)', 2)
}
