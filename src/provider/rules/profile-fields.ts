/** The names a query may use: what is in neither registry is an unsupported field (5.8). */

/** OpenID Connect Core, section 5.1. */
export const oidcStandardClaims: ReadonlySet<string> = new Set(
  (
    'sub name given_name family_name middle_name nickname preferred_username profile picture website email ' +
    'email_verified gender birthdate zoneinfo locale phone_number phone_number_verified address updated_at'
  ).split(' '),
)

/** The vCard Properties registry of IANA: RFC 6350 and what was added to it. Names compare without case. */
export const vcardProperties: ReadonlySet<string> = new Set(
  (
    'SOURCE KIND XML FN N NICKNAME PHOTO BDAY ANNIVERSARY GENDER ADR TEL EMAIL IMPP LANG TZ GEO TITLE ROLE LOGO ORG ' +
    'MEMBER RELATED CATEGORIES NOTE PRODID REV SOUND UID CLIENTPIDMAP URL VERSION KEY FBURL CALADRURI CALURI ' +
    'BIRTHPLACE DEATHPLACE DEATHDATE EXPERTISE HOBBY INTEREST ORG-DIRECTORY CONTACT-URI CREATED GRAMGENDER LANGUAGE ' +
    'PRONOUNS SOCIALPROFILE JSPROP'
  ).split(' '),
)
