import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['{src,suites,vectors,fuzz,reports}/**/*.test.ts'],
    // Real TLS on a loaded two-core machine: a bound against hanging, not a measurement.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    pool: 'forks',
  },
})
