/** The writers by name. Each is a pure function from a summary to text; its module is loaded when it is asked for. */
import type { Report } from '../src/target/configuration.js'
import type { Summary } from '../src/runner/result.js'
import type { Dump } from './html.js'

/** What each report is called in the folder for reports. */
export const reportFiles: Readonly<Record<Report, string>> = {
  json: 'result.json',
  junit: 'junit.xml',
  html: 'report.html',
  markdown: 'report.md',
}

const writers: Readonly<Record<Report, (summary: Summary, dump?: Dump) => Promise<string>>> = {
  json: async (summary) => (await import('./json.js')).jsonReport(summary),
  junit: async (summary) => (await import('./junit.js')).junitReport(summary),
  html: async (summary, dump) => (await import('./html.js')).htmlReport(summary, dump),
  markdown: async (summary) => (await import('./markdown.js')).markdownReport(summary),
}

/** @param dump annotates bytes in the HTML report */
export async function report(name: Report, summary: Summary, dump?: Dump): Promise<string> {
  return writers[name](summary, dump)
}
