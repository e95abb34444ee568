import { lenientPlace } from '../kit/lenient-place.js'

export const notifyFurtherProposalsEnum = lenientPlace({
  id: 'notify.further-proposals-enum',
  summary: 'takes senders of a kind that it does not know for members, in the proposals that come with an event',
  breaks: ['MIMI-COD-010'],
  drafts: ['06'],
  action: 'notify',
  mend: ({ code, path, offset }, body) =>
    code === 'enum-unknown' && /(moreProposals|externalProposals)\[\d+\].*\.sender_type$/.test(path)
      ? body.with(offset, 1)
      : null,
})
