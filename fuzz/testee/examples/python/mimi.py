"""Some of MIMI's structures, written as in draft-ietf-mimi-protocol-06."""

UINTS = {"uint16": 2, "uint64": 8}

# Numbers and names. Reserved members are left out, so that they are refused like unknown ones.
ENUMS = {
    "Protocol": {1: "mls10"},
    "SubmitResponseCode": dict(enumerate("accepted notAllowed epochTooOld".split())),
    "UpdateResponseCode": dict(enumerate("success wrongEpoch notAllowed invalidProposal".split())),
    "IdentifierQueryCode": dict(enumerate("success notFound ambiguous forbidden unsupportedField".split())),
    "SearchIdentifierType": dict(
        enumerate("handle nick email phone partialName wholeProfile oidcStdClaim vcardField".split(), 1)
    ),
    "FieldSource": {7: "oidcStdClaim", 8: "vcardField"},
}

# Fields and types. A dict in place of a type is a select on the field of that name: what follows, by its value.
STRUCTS = {
    "IdentifierUri": [("uri", "opaque<V>")],
    "SubmitMessageResponse": [
        ("protocol", "Protocol"),
        ("statusCode", "SubmitResponseCode"),
        ("statusCode", {
            "accepted": [("accepted_timestamp", "uint64"), ("frank", "optional<Frank>")],
            "epochTooOld": [("currentEpoch", "uint64")],
        }),
    ],
    "Frank": [
        ("server_frank", "opaque[32]"),
        ("franking_signature_ciphersuite", "uint16"),
        ("franking_integrity_signature", "opaque<V>"),
    ],
    "UpdateRoomResponse": [
        ("responseCode", "UpdateResponseCode"),
        ("errorDescription", "string"),
        ("responseCode", {
            "success": [("accepted_timestamp", "uint64")],
            "wrongEpoch": [("currentEpoch", "uint64")],
            "invalidProposal": [("invalidProposals", "opaque<V><V>")],
        }),
    ],
    "ConsentScope": [
        ("requesterUri", "IdentifierUri"),
        ("targetUri", "IdentifierUri"),
        ("roomId", "optional<IdentifierUri>"),
    ],
    "QueryElement": [
        ("searchType", "SearchIdentifierType"),
        ("searchType", {
            "oidcStdClaim": [("claimName", "opaque<V>")],
            "vcardField": [("propertyName", "opaque<V>")],
        }),
        ("searchValue", "opaque<V>"),
    ],
    "IdentifierRequest": [("query_elements", "QueryElement<V>"), ("id_request_extensions", "AppDataDictionary")],
    "IdentifierResponse": [
        ("responseCode", "IdentifierQueryCode"),
        ("uri", "IdentifierUri<V>"),
        ("foundProfiles", "UserProfile<V>"),
        ("id_response_extensions", "AppDataDictionary"),
    ],
    "UserProfile": [("stableUri", "IdentifierUri"), ("fields", "ProfileField<V>")],
    "ProfileField": [("fieldSource", "FieldSource"), ("fieldName", "string"), ("fieldValue", "opaque<V>")],
    "AppDataDictionary": [("component_data", "ComponentData<V>")],
    "ComponentData": [("component_id", "uint16"), ("data", "opaque<V>")],
}
