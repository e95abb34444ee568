import { type Fault, fault } from '../../fault.js'
import type { Reply } from '../../../transport/listener.js'

type Definition = Pick<Fault, 'id' | 'summary' | 'breaks'> & {
  /** What a request for an asset's URL is answered; `serve` answers one for this URL or another as it should be. */
  download: (url: string, serve: (url: string) => Reply | Promise<Reply>) => Reply | Promise<Reply>
}

const path = '/v1/proxyDownload/'

/** A fault in how requests to the asset proxy are taken. */
export function downloading({ download, ...definition }: Definition): Fault {
  return fault({
    ...definition,
    drafts: ['06'],
    apply: (ports) => ({
      ...ports,
      front: {
        ...ports.front,
        answer: (request, serve) =>
          ports.front.answer(request, (each) =>
            each.path.startsWith(path)
              ? download(decodeURIComponent(each.path.slice(path.length)), (url) =>
                  serve({ ...each, path: path + encodeURIComponent(url) }),
                )
              : serve(each),
          ),
      },
    }),
  })
}
