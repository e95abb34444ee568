import { unjudged } from '../kit/judging.js'

export const policyPreviewProxyUnnamed = unjudged({
  id: 'policy.preview-proxy-unnamed',
  summary: 'takes a policy with a proxy of link previews that it does not name',
  breaks: ['MIMI-POL-043'],
  drafts: ['06'],
  rule: 'namesLinkPreviewProxy',
})
