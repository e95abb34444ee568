import { headerValues } from '../../../transport/exchange.js'
import { proxying } from '../kit/proxying.js'

export const proxyRedirectsFollowed = proxying({
  id: 'proxy.redirects-followed',
  summary: "follows an asset host's redirections to any host",
  breaks: ['MIMI-PXY-008'],
  rules: () => ({
    followed(url, response) {
      const [location] = headerValues(response, 'location')
      return location !== undefined && URL.canParse(location, url.href) ? new URL(location, url) : null
    },
  }),
})
