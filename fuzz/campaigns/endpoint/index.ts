/** Requests to every endpoint of a target over mutual TLS, valid, unusual and malformed, and what they bring to light. */
export { openEndpointCampaign, repeatFinding, siteNames, type EndpointTarget } from './open.js'
