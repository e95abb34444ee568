package main

// Some structures of draft-ietf-mimi-protocol-06.

var identifierUri = Struct(func(field field) { field("uri", Opaque) })

var structures = map[string]Kind{
	"IdentifierUri": identifierUri,
	"ConsentScope": Struct(func(field field) {
		field("requesterUri", identifierUri)
		field("targetUri", identifierUri)
		field("roomId", Optional(identifierUri))
	}),
	"Frank": frank,
	"SubmitMessageResponse": Struct(func(field field) {
		field("protocol", Enum("", "mls10"))
		switch field("statusCode", Enum("accepted", "notAllowed", "epochTooOld")) {
		case "accepted":
			field("accepted_timestamp", Uint64)
			field("frank", Optional(frank))
		case "epochTooOld":
			field("currentEpoch", Uint64)
		}
	}),
	"UpdateRoomResponse": Struct(func(field field) {
		code := field("responseCode", Enum("success", "wrongEpoch", "notAllowed", "invalidProposal"))
		field("errorDescription", String)
		switch code {
		case "success":
			field("accepted_timestamp", Uint64)
		case "wrongEpoch":
			field("currentEpoch", Uint64)
		case "invalidProposal":
			field("invalidProposals", Vector(Opaque, ""))
		}
	}),
	"AppDataDictionary": appDataDictionary,
	"QueryElement":      queryElement,
	"IdentifierRequest": Struct(func(field field) {
		field("query_elements", Vector(queryElement, ""))
		field("id_request_extensions", appDataDictionary)
	}),
}

var frank = Struct(func(field field) {
	field("server_frank", Fixed(32))
	field("franking_signature_ciphersuite", Uint16)
	field("franking_integrity_signature", Opaque)
})

var queryElement = Struct(func(field field) {
	kinds := []string{"", "handle", "nick", "email", "phone", "partialName", "wholeProfile", "oidcStdClaim", "vcardField"}
	switch field("searchType", Enum(kinds...)) {
	case "oidcStdClaim":
		field("claimName", Opaque)
	case "vcardField":
		field("propertyName", Opaque)
	}
	field("searchValue", Opaque)
})

// mls-extensions-09, 4.6: sorted, and no component twice.
var appDataDictionary = Struct(func(field field) {
	field("component_data", Vector(componentData, "component_id"))
})

var componentData = Struct(func(field field) {
	field("component_id", Uint16)
	field("data", Opaque)
})
