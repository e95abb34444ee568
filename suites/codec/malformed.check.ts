import { type Check, check } from '../../src/check/define.js'
import type { Draft } from '../../src/drafts/ids.js'
import { choose } from './choose.js'
import { families, type Family } from './families.js'
import { type Endpoint, endpoints, places } from './trial.js'
import { volley } from './volley.js'

/** Bodies in one volley. */
const most = 32

/** Every family against every endpoint that has the field for it. */
export default families.flatMap((family) =>
  endpoints.flatMap((endpoint) => {
    const drafts = family.endpoints[endpoint]
    return drafts ? [refusal(family, endpoint, drafts === 'all' ? undefined : [...drafts])] : []
  }),
)

function refusal(family: Family, endpoint: Endpoint, drafts: Draft[] | undefined): Check {
  const place = places[endpoint]
  const { word, requirement, title, spoil, accepted, wanted } = family
  return check({
    id: `codec.${word}.${place.word}`,
    title: `${endpoint} refuses ${title}`,
    requirements: [requirement],
    roles: [...place.roles],
    needs: [...place.needs],
    drafts,
    fails: `A request with ${title} is answered with success, while the same request without it is evaluated.`,
    async run(context) {
      const trial = await place.prepare(context, wanted)
      await volley(context, place, trial, choose(spoil(trial), most), { accepted })
    },
  })
}
