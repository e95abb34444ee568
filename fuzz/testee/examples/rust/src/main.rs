//! A testee for Mimicry in Rust, over the types of tls_codec and openmls. To test types of your own, list them in
//! `mimi::structures`, and keep this file.

/// Types with bytes by tls_codec and JSON by serde.
macro_rules! wire {
    ($($item:item)*) => {
        $(#[derive(Debug, TlsSize, TlsSerialize, TlsDeserializeBytes, Serialize, Deserialize)] $item)*
    };
}

mod mimi;
mod mls;

use serde::{de::DeserializeOwned, Serialize};
use serde_json::{json, Value};
use std::io::{BufRead, Write};

const DRAFT: &str = "06";

/// Why there is no value or there are no bytes.
pub enum Refusal {
    Malformed { code: &'static str, why: String },
    Unsupported,
    BadRequest(String),
}

/// tls_codec says neither where the fault is nor, for many, which kind it is.
impl From<tls_codec::Error> for Refusal {
    fn from(error: tls_codec::Error) -> Self {
        use tls_codec::Error::*;
        let code = match error {
            EndOfStream => "truncated",
            TrailingData => "trailing-bytes",
            UnknownValue(_) => "enum-unknown",
            InvalidVectorLength => "length-not-minimal",
            _ => "value-invalid",
        };
        Refusal::Malformed { code, why: error.to_string() }
    }
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Self {
        Refusal::Malformed { code: "value-invalid", why: error.to_string() }
    }
}

/// A structure by its name in the draft.
pub struct Structure {
    name: &'static str,
    decode: fn(&[u8]) -> Result<Value, Refusal>,
    encode: fn(Value) -> Result<Vec<u8>, Refusal>,
}

/// A type that has its JSON from serde and its bytes from tls_codec.
fn own<T>(name: &'static str) -> Structure
where
    T: Serialize + DeserializeOwned + tls_codec::Serialize + tls_codec::DeserializeBytes,
{
    Structure {
        name,
        decode: |bytes| Ok(serde_json::to_value(T::tls_deserialize_exact_bytes(bytes)?)?),
        encode: |value| Ok(serde_json::from_value::<T>(value)?.tls_serialize_detached()?),
    }
}

fn respond(request: &Value, structures: &[Structure]) -> Result<Value, Refusal> {
    let text = |name: &str| request[name].as_str().ok_or(Refusal::BadRequest(format!("{name} must be a string")));
    let op = text("op")?;
    if op == "hello" {
        let structs: Vec<_> = structures.iter().map(|one| one.name).collect();
        let (name, version) = (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
        return Ok(json!({"name": name, "version": version, "drafts": [DRAFT], "structs": structs}));
    }
    let (draft, name) = (text("draft")?, text("struct")?);
    let structure = structures.iter().find(|one| one.name == name && draft == DRAFT).ok_or(Refusal::Unsupported)?;
    match op {
        "decode" => {
            let given = text("bytes")?;
            let bytes = hex::decode(given).ok().filter(|bytes| hex::encode(bytes) == given);
            let bytes = bytes.ok_or(Refusal::BadRequest("bytes must be lower-case hexadecimal".into()))?;
            Ok(json!({"value": (structure.decode)(&bytes)?}))
        }
        "encode" => {
            let value = request.get("value").ok_or(Refusal::BadRequest("encode needs a value".into()))?;
            Ok(json!({"bytes": hex::encode((structure.encode)(value.clone())?)}))
        }
        _ => Err(Refusal::BadRequest("op must be hello, decode or encode".into())),
    }
}

/// Never fails: a line that makes no sense is answered too, and the testee goes on.
fn answer(line: &[u8], structures: &[Structure]) -> Value {
    let request = serde_json::from_slice(line).unwrap_or(Value::Null);
    let id = request.get("id").filter(|id| id.is_number() || id.is_string()).cloned();
    let result = match id {
        Some(_) => respond(&request, structures),
        None => Err(Refusal::BadRequest("a request is an object with an id, a number or a string".into())),
    };
    let ok = result.is_ok();
    let mut answer = match result {
        Ok(found) => found,
        Err(Refusal::Unsupported) => json!({"unsupported": true}),
        Err(Refusal::Malformed { code, why }) => json!({"error": {"code": code, "message": why}}),
        Err(Refusal::BadRequest(why)) => json!({"error": {"code": "bad-request", "message": why}}),
    };
    answer["id"] = json!(id);
    answer["ok"] = json!(ok);
    answer
}

fn main() -> std::io::Result<()> {
    let structures: Vec<Structure> = mimi::structures().into_iter().chain(mls::structures()).collect();
    for line in std::io::stdin().lock().split(b'\n') {
        let line = line?;
        if !line.trim_ascii().is_empty() {
            // One line for each answer, and at once: the other side may wait for it before it asks on.
            let mut out = std::io::stdout().lock();
            writeln!(out, "{}", answer(&line, &structures))?;
            out.flush()?;
        }
    }
    Ok(())
}
