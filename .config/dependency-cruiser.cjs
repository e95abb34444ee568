// The house's dependency rules: data flows one way. Each rule says why, so that a red line explains itself.
'use strict'

const layers = [
  ['codec', '^src/codec/'],
  ['drafts', '^src/drafts/'],
  ['mls/wire', '^src/mls/wire/'],
  ['wire', '^src/wire/'],
  ['mls', '^src/mls/(?!wire/)'],
  ['transport', '^src/transport/'],
  ['target', '^src/target/'],
  ['peers', '^src/peers/'],
  ['check', '^src/check/'],
  ['suites', '^suites/'],
  ['runner', '^src/runner/'],
  ['reports', '^reports/'],
  ['cli', '^src/(cli/|index\\.ts|vitest\\.ts)'],
]
/** Layers side by side: neither knows the other. */
const beside = { codec: ['drafts'], drafts: ['codec'], wire: ['mls'], mls: ['wire'] }

const oneWay = layers.slice(0, -1).map(([name, path], position) => ({
  name: `${name.replace('/', '-')}-imports-left-only`,
  comment: `codec, drafts < mls/wire < wire, mls < transport < target < peers < check < suites < runner < reports < cli: ${name} must not know what is built on it.`,
  severity: 'error',
  from: { path, pathNot: '\\.test\\.ts$' },
  to: {
    path: layers
      .slice(position + 1)
      .map(([, later]) => later)
      .concat((beside[name] ?? []).map((neighbour) => layers.find(([layer]) => layer === neighbour)[1])),
  },
}))

const owner = (library, file, why) => ({
  name: `one-owner-of-${library.replace(/[^a-z0-9]+/g, '-')}`,
  comment: why,
  severity: 'error',
  from: { pathNot: [file, '\\.test\\.ts$', '\\.bench\\.ts$', '^\\.config/'] },
  to: { path: library.startsWith('node:') ? `^(node:)?${library.slice(5)}$` : `node_modules/${library}/` },
})

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that import each other are one file that has not been thought through.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'unresolvable',
      comment: 'An import that leads nowhere would hide whatever rule it breaks.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    ...oneWay,
    {
      name: 'suite-is-black-box',
      comment:
        'A check that could look into the reference provider, the runner or the command line would judge more than a target shows.',
      severity: 'error',
      from: { path: '^(suites|src/check|src/peers)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/(provider|runner|cli)/' },
    },
    {
      name: 'provider-knows-no-suite',
      comment:
        'The reference provider is a target like any other: it shares the wire and the driver contract with Mimicry, nothing else.',
      severity: 'error',
      from: { path: '^src/provider/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^(src|suites|vectors|fuzz|reports)/',
        pathNot: '^src/(provider|codec|drafts|mls|wire|transport)/|^src/target/driver/contract',
      },
    },
    {
      name: 'only-cli-starts-the-provider',
      comment: 'Everything else meets the reference provider over HTTPS.',
      severity: 'error',
      from: { pathNot: '^src/(provider|cli)/|^src/(index|vitest)\\.ts$|\\.test\\.ts$' },
      to: { path: '^src/provider/' },
    },
    {
      name: 'vectors-stay-below-transport',
      comment: 'A vector is bytes and their meaning: it needs codec, structures and MLS, no network.',
      severity: 'error',
      from: { path: '^vectors/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(src/(transport|target|peers|check|runner|cli|provider)|suites|reports|fuzz)/' },
    },
    {
      name: 'second-reader-stands-alone',
      comment: 'What holds the vectors to the drafts must not share a mistake with the codec that made them.',
      severity: 'error',
      from: { path: '^vectors/independent/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(src|fuzz|suites)/' },
    },
    {
      name: 'fuzz-stays-below-suites',
      comment: 'Fuzzing uses peers and checks; it is no part of the conformance suite.',
      severity: 'error',
      from: { path: '^fuzz/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(suites|reports|src/(runner|cli|provider))/' },
    },
    owner('ts-mls', '^src/mls/engine/', 'One folder adapts ts-mls, so that its corrections have one place.'),
    owner('undici', '^src/transport/client\\.ts$', 'One file speaks HTTP as a client.'),
    owner('node:https', '^src/transport/listener\\.ts$', 'One file listens.'),
    owner('node:http', '^src/transport/listener\\.ts$', 'One file listens.'),
    owner('ajv', '^src/transport/validate\\.ts$', 'One file validates JSON, so that its errors read alike everywhere.'),
    owner('junit-report-builder', '^reports/junit\\.ts$', 'One writer of JUnit XML.'),
    owner('@peculiar/x509', '^src/transport/certificates\\.ts$', 'One maker of certificates.'),
    owner('fast-check', '^fuzz/', 'Arbitraries are made in fuzz/ and used in tests.'),
    {
      name: 'no-orphans',
      comment: 'A module that nobody imports is dead or not yet connected.',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.test\\.ts$', '\\.d\\.ts$', '^\\.config/', '\\.json$'] },
      to: {},
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|docs)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
