import { type Driver, DriverFailure } from './contract.js'

/** No driver: only what needs no accounts of Mimicry's own on the target can be judged. */
export const noDriver: Driver = {
  form: 'none',
  operations: [],
  perform: (operation) =>
    Promise.reject(new DriverFailure(operation, 'unsupported', 'no driver is configured; docs/driver.md says how to')),
  close: () => Promise.resolve(),
}
