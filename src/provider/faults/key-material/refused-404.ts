import { answering } from '../kit/answering.js'

/** KeyMaterialUserCode, the second byte of the response. */
const userUnknown = 4

export const refusedWith404 = answering({
  id: 'key-material.refused-404',
  summary: 'answers a request about an unknown user with 404 and the response structure',
  breaks: ['MIMI-KEY-002'],
  action: 'keyMaterial',
  answer: (body, otherwise) => ({ ...otherwise(body), ...(body[1] === userUnknown && { status: 404 }) }),
})
