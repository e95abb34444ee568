//! Structures of RFC 9420, read and written by openmls.
//!
//! openmls keeps most fields to itself. So what it has read it writes again, and types of ours, which mirror its own, give
//! the fields of that their names; and to encode, our types write what openmls then reads and writes.

use crate::mimi::{Opaque, Uint64};
use crate::Structure;
use openmls::prelude as theirs;
use serde::{de::DeserializeOwned, Deserialize, Serialize};
use serde_json::{json, Value};
use tls_codec::{DeserializeBytes, TlsDeserializeBytes, TlsSerialize, TlsSize};

pub fn structures() -> Vec<Structure> {
    vec![
        mirrored::<theirs::KeyPackageIn, KeyPackage>("KeyPackage"),
        mirrored::<theirs::Capabilities, Capabilities>("Capabilities"),
        mirrored::<theirs::RequiredCapabilitiesExtension, RequiredCapabilities>("RequiredCapabilities"),
        mirrored::<theirs::Credential, Credential>("Credential"),
        mirrored::<theirs::ExternalSender, ExternalSender>("ExternalSender"),
        mirrored::<theirs::Extension, Extension>("Extension"),
        mirrored::<theirs::Lifetime, Lifetime>("Lifetime"),
        mirrored::<theirs::GroupContext, GroupContext>("GroupContext"),
        mirrored::<theirs::group_info::VerifiableGroupInfo, GroupInfo>("GroupInfo"),
        mirrored::<theirs::Welcome, Welcome>("Welcome"),
        mirrored::<theirs::HpkeCiphertext, HPKECiphertext>("HPKECiphertext"),
        mirrored::<theirs::PrivateMessageIn, PrivateMessage>("PrivateMessage"),
    ]
}

fn mirrored<T, M>(name: &'static str) -> Structure
where
    T: tls_codec::Serialize + tls_codec::Deserialize,
    M: tls_codec::Serialize + DeserializeBytes + Serialize + DeserializeOwned,
{
    Structure {
        name,
        decode: |bytes| {
            let written = T::tls_deserialize_exact(bytes)?.tls_serialize_detached()?;
            match M::tls_deserialize_exact_bytes(&written) {
                Ok(mirror) => Ok(retagged(serde_json::to_value(mirror)?, number)),
                // It has been accepted, and that is to be seen.
                Err(_) => Ok(json!({"accepted by openmls": hex::encode(written)})),
            }
        },
        encode: |value| {
            let mirror: M = serde_json::from_value(retagged(value, text))?;
            Ok(T::tls_deserialize_exact(mirror.tls_serialize_detached()?)?.tls_serialize_detached()?)
        },
    }
}

fn number(tag: Value) -> Value {
    json!(tag.as_str().and_then(|text| text.parse::<u16>().ok()))
}

fn text(tag: Value) -> Value {
    json!(tag.to_string())
}

/// serde has text for tags, the testee protocol numbers where a registry is open.
fn retagged(value: Value, convert: fn(Value) -> Value) -> Value {
    match value {
        Value::Array(elements) => elements.into_iter().map(|one| retagged(one, convert)).collect(),
        Value::Object(members) => members
            .into_iter()
            .map(|(name, member)| match name.as_str() {
                "credential_type" => (name, convert(member)),
                _ => (name, retagged(member, convert)),
            })
            .collect(),
        other => other,
    }
}

wire! {
    struct KeyPackage {
        version: u16,
        cipher_suite: u16,
        init_key: Opaque,
        leaf_node: LeafNode,
        extensions: Vec<Extension>,
        signature: Opaque,
    }

    struct LeafNode {
        encryption_key: Opaque,
        signature_key: Opaque,
        credential: Credential,
        capabilities: Capabilities,
        #[serde(flatten)]
        source: LeafNodeSource,
        extensions: Vec<Extension>,
        signature: Opaque,
    }

    #[serde(tag = "leaf_node_source", rename_all = "snake_case")]
    #[repr(u8)]
    enum LeafNodeSource {
        #[tls_codec(discriminant = 1)]
        KeyPackage { lifetime: Lifetime },
        Update,
        Commit { parent_hash: Opaque },
    }

    struct Lifetime { not_before: Uint64, not_after: Uint64 }

    struct Capabilities {
        versions: Vec<u16>,
        cipher_suites: Vec<u16>,
        extensions: Vec<u16>,
        proposals: Vec<u16>,
        credentials: Vec<u16>,
    }

    struct RequiredCapabilities { extension_types: Vec<u16>, proposal_types: Vec<u16>, credential_types: Vec<u16> }

    struct Extension { extension_type: u16, extension_data: Opaque }

    #[serde(tag = "credential_type")]
    #[repr(u16)]
    enum Credential {
        #[serde(rename = "1")]
        #[tls_codec(discriminant = 1)]
        Basic { identity: Opaque },
        #[serde(rename = "2")]
        X509 { certificates: Vec<Certificate> },
    }

    struct Certificate { cert_data: Opaque }

    struct ExternalSender { signature_key: Opaque, credential: Credential }

    struct GroupContext {
        version: u16,
        cipher_suite: u16,
        group_id: Opaque,
        epoch: Uint64,
        tree_hash: Opaque,
        confirmed_transcript_hash: Opaque,
        extensions: Vec<Extension>,
    }

    struct GroupInfo {
        group_context: GroupContext,
        extensions: Vec<Extension>,
        confirmation_tag: Opaque,
        signer: u32,
        signature: Opaque,
    }

    struct Welcome { cipher_suite: u16, secrets: Vec<EncryptedGroupSecrets>, encrypted_group_info: Opaque }

    struct EncryptedGroupSecrets { new_member: Opaque, encrypted_group_secrets: HPKECiphertext }

    struct HPKECiphertext { kem_output: Opaque, ciphertext: Opaque }

    struct PrivateMessage {
        group_id: Opaque,
        epoch: Uint64,
        content_type: ContentType,
        authenticated_data: Opaque,
        encrypted_sender_data: Opaque,
        ciphertext: Opaque,
    }

    #[serde(rename_all = "snake_case")]
    #[repr(u8)]
    enum ContentType { Application = 1, Proposal = 2, Commit = 3 }
}
