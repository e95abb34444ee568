//! Some structures of draft-ietf-mimi-protocol-06, with bytes by tls_codec and JSON by serde.
//!
//! A select right behind its selector is an enum: tls_codec writes the discriminant and then the fields of the variant,
//! serde gives the tag and the fields to the object around it.

use crate::{own, Structure};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use tls_codec::{DeserializeBytes, Error, TlsDeserializeBytes, TlsSerialize, TlsSize, VLBytes};

pub fn structures() -> Vec<Structure> {
    vec![
        own::<IdentifierUri>("IdentifierUri"),
        own::<ConsentScope>("ConsentScope"),
        own::<SubmitMessageResponse>("SubmitMessageResponse"),
        own::<UpdateRoomResponse>("UpdateRoomResponse"),
        own::<QueryElement>("QueryElement"),
        own::<IdentifierRequest>("IdentifierRequest"),
        own::<AppDataDictionary>("AppDataDictionary"),
    ]
}

/// `opaque<V>`, in JSON hexadecimal.
#[derive(Debug, TlsSize, TlsSerialize, TlsDeserializeBytes, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Opaque(#[serde(serialize_with = "hex::serialize", deserialize_with = "unhex")] VLBytes);

fn unhex<'de, D: Deserializer<'de>>(from: D) -> Result<VLBytes, D::Error> {
    hex::deserialize::<D, Vec<u8>>(from).map(VLBytes::from)
}

/// `uint64`, in JSON a decimal string.
#[derive(Debug, TlsSize, TlsSerialize, TlsDeserializeBytes)]
pub struct Uint64(u64);

impl Serialize for Uint64 {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Uint64 {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map(Uint64).map_err(serde::de::Error::custom)
    }
}

wire! {
    struct IdentifierUri {
        uri: Opaque,
    }

    #[serde(rename_all = "camelCase")]
    struct ConsentScope {
        requester_uri: IdentifierUri,
        target_uri: IdentifierUri,
        room_id: Option<IdentifierUri>,
    }

    #[serde(rename_all = "camelCase")]
    #[repr(u8)]
    enum Protocol {
        Mls10 = 1,
    }

    struct SubmitMessageResponse {
        protocol: Protocol,
        #[serde(flatten)]
        status: SubmitStatus,
    }

    #[serde(tag = "statusCode", rename_all = "camelCase")]
    #[repr(u8)]
    enum SubmitStatus {
        Accepted { accepted_timestamp: Uint64, frank: Option<Frank> },
        NotAllowed,
        #[serde(rename_all = "camelCase")]
        EpochTooOld { current_epoch: Uint64 },
    }

    struct Frank {
        #[serde(with = "hex")]
        server_frank: [u8; 32],
        franking_signature_ciphersuite: u16,
        franking_integrity_signature: Opaque,
    }

    /// The description, which stands before the select, is the first field of each arm.
    #[serde(tag = "responseCode", rename_all = "camelCase")]
    #[repr(u8)]
    enum UpdateRoomResponse {
        Success { #[serde(rename = "errorDescription")] error_description: String, accepted_timestamp: Uint64 },
        #[serde(rename_all = "camelCase")]
        WrongEpoch { error_description: String, current_epoch: Uint64 },
        #[serde(rename_all = "camelCase")]
        NotAllowed { error_description: String },
        #[serde(rename_all = "camelCase")]
        InvalidProposal { error_description: String, invalid_proposals: Vec<Opaque> },
    }

    #[serde(tag = "searchType", rename_all = "camelCase", rename_all_fields = "camelCase")]
    #[repr(u8)]
    enum QueryElement {
        #[tls_codec(discriminant = 1)]
        Handle { search_value: Opaque },
        Nick { search_value: Opaque },
        Email { search_value: Opaque },
        Phone { search_value: Opaque },
        PartialName { search_value: Opaque },
        WholeProfile { search_value: Opaque },
        OidcStdClaim { claim_name: Opaque, search_value: Opaque },
        VcardField { property_name: Opaque, search_value: Opaque },
    }

    struct IdentifierRequest {
        query_elements: Vec<QueryElement>,
        id_request_extensions: AppDataDictionary,
    }

    struct ComponentData {
        component_id: u16,
        data: Opaque,
    }
}

#[derive(Debug, TlsSize, TlsSerialize, Serialize, Deserialize)]
struct AppDataDictionary {
    component_data: Vec<ComponentData>,
}

/// Sorted, and no component twice (mls-extensions-09, 4.6): a rule that cannot be derived.
impl DeserializeBytes for AppDataDictionary {
    fn tls_deserialize_bytes(bytes: &[u8]) -> Result<(Self, &[u8]), Error> {
        let (component_data, rest) = Vec::<ComponentData>::tls_deserialize_bytes(bytes)?;
        if !component_data.is_sorted_by(|a, b| a.component_id < b.component_id) {
            return Err(Error::DecodingError("component ids must rise".into()));
        }
        Ok((Self { component_data }, rest))
    }
}
