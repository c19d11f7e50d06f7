"""Opens what Tirek has sealed, from the description in SECURITY.md and with other people's libraries.

    python -m venv /tmp/venv && /tmp/venv/bin/pip install 'cryptography>=48' pynacl
    /tmp/venv/bin/python open_envelope.py check fixture/written_format.json
    /tmp/venv/bin/python open_envelope.py open KEY BODY FILE COMPARTMENT STREAM SEQUENCE KIND ENVELOPE > content
    /tmp/venv/bin/python open_envelope.py document DATABASE LOGIN DOCUMENT < password

`check` opens one of everything in a fixture and compares. `open` opens one envelope (a file of its bytes) with its
symmetric key of 64 hexadecimal digits. `document` opens, out of the tables of the embedded database, the parts of a document
for which somebody holds the keys, with nothing but her password: a line of JSON for each.
"""

import base64
import hashlib
import hmac
import json
import sqlite3
import sys
import unicodedata

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as xchacha_open

CHUNK, TAG = 65536, 16
ENCAPSULATED = {1: 0, 2: 32, 3: 1120}


def u64(number):
    return number.to_bytes(8, "big")


def prefixed(data):
    return u64(len(data)) + data


def hkdf(secret, salt, info, length=32):
    return HKDF(SHA256(), length, salt, info).derive(secret)


def derive(secret, salt, label, *fields, length=32):
    return hkdf(secret, salt, b"".join(map(prefixed, (label, *fields))), length)


def place_bytes(place):
    texts = [place[name].encode() for name in ("body", "file", "compartment", "stream")]
    start = b"".join(map(prefixed, [b"tirek/place/1", *texts]))
    return start + u64(place["sequence"]) + prefixed(place["kind"].encode())


def open_envelope(place, envelope, key_for):
    """`key_for(algorithm, encapsulated)` gives the envelope's key."""
    if envelope[:4] != b"TIRK" or envelope[4] != 1:
        raise ValueError("not an envelope of version 1")
    algorithm = envelope[5]
    at = 22 + ENCAPSULATED[algorithm]
    encapsulated, nonce = envelope[22:at], envelope[at : at + 24]
    length = int.from_bytes(envelope[at + 24 : at + 32], "big")
    header, commitment, chunks = envelope[: at + 32], envelope[at + 32 : at + 64], envelope[at + 64 :]
    context = prefixed(header) + place_bytes(place)
    keys = hkdf(key_for(algorithm, encapsulated), nonce, b"tirek/envelope/1" + context, 64)
    if not hmac.compare_digest(keys[32:], commitment):
        raise ValueError("wrong key or place, or altered header")
    content = b""
    starts = range(0, len(chunks), CHUNK + TAG)
    for number, start in enumerate(starts):
        last = number == len(starts) - 1
        chunk_nonce = nonce[:19] + number.to_bytes(4, "big") + bytes([last])
        content += xchacha_open(chunks[start : start + CHUNK + TAG], context, chunk_nonce, keys[:32])
    if len(content) != length:
        raise ValueError("wrong length")
    end = 8 + int.from_bytes(content[:8], "big")
    if end > length or any(content[end:]):
        raise ValueError("wrong padding")
    return content[8:end]


def with_key(key):
    def key_for(algorithm, encapsulated):
        if algorithm != 1:
            raise ValueError("sealed to a public key")
        return key

    return key_for


# HPKE (RFC 9180), base mode, HKDF-SHA256, export only, written out.


def labeled_extract(suite, salt, label, secret):
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + secret, "sha256")


def labeled_expand(suite, prk, label, info, length=32):
    info = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    out, block, number = b"", b"", 0
    while len(out) < length:
        number += 1
        block = hmac.digest(prk, block + info + bytes([number]), "sha256")
        out += block
    return out[:length]


def exported(kem, shared):
    suite = b"HPKE" + kem.to_bytes(2, "big") + b"\x00\x01" + b"\xff\xff"
    context = b"\x00" + labeled_extract(suite, b"", b"psk_id_hash", b"")
    context += labeled_extract(suite, b"", b"info_hash", b"tirek/hpke/1")
    secret = labeled_extract(suite, shared, b"secret", b"")
    exporter = labeled_expand(suite, secret, b"exp", context)
    return labeled_expand(suite, exporter, b"sec", b"tirek/hpke/1/envelope-key")


def x25519_public(private):
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def x25519(private, public):
    return X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(public))


def x25519_shared(private, encapsulated):
    suite = b"KEM\x00\x20"
    prk = labeled_extract(suite, b"", b"eae_prk", x25519(private, encapsulated))
    return labeled_expand(suite, prk, b"shared_secret", encapsulated + x25519_public(private))


def x_wing_halves(private):
    expanded = hashlib.shake_256(private).digest(96)
    return MLKEM768PrivateKey.from_seed_bytes(expanded[:64]), expanded[64:]


def x_wing_public(private):
    ml_kem, curve = x_wing_halves(private)
    return ml_kem.public_key().public_bytes_raw() + x25519_public(curve)


def x_wing_shared(private, encapsulated):
    ml_kem, curve = x_wing_halves(private)
    first, second = encapsulated[:1088], encapsulated[1088:]
    mixed = ml_kem.decapsulate(first) + x25519(curve, second) + second + x25519_public(curve) + rb"\.//^" + b"\\"
    return hashlib.sha3_256(mixed).digest()


def to_public_key(x25519_private, x_wing_private):
    def key_for(algorithm, encapsulated):
        if algorithm == 2:
            return exported(0x0020, x25519_shared(x25519_private, encapsulated))
        if algorithm == 3:
            return exported(0x647A, x_wing_shared(x_wing_private, encapsulated))
        raise ValueError("not sealed to a public key")

    return key_for


CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def invitation_secret(code):
    bits = "".join(f"{CROCKFORD.index(letter):05b}" for letter in code.replace("-", ""))
    secret = int(bits[:128], 2).to_bytes(16, "big")
    checksum = hashlib.sha256(b"tirek/invitation-sum/1" + secret).digest()
    assert bits[128:] == f"{int.from_bytes(checksum[:2], 'big'):016b}"[:12]
    return secret


def password_key(password, lock):
    assert lock[:5] == b"TIRP\x01"
    memory, passes = int.from_bytes(lock[5:9], "big"), int.from_bytes(lock[9:13], "big")
    argon = Argon2id(salt=lock[13:29], length=32, iterations=passes, lanes=1, memory_cost=memory)
    return argon.derive(unicodedata.normalize("NFKC", password).encode()), lock[29:]


def check(fixture):
    place, plain = fixture["place"], fixture["plain"].encode()

    def data(name):
        return base64.b64decode(fixture[name])

    def same(what, found, expected):
        if found != expected:
            raise SystemExit(f"{what}: differs")
        print(f"{what}: as expected")

    def opens(name, key_for, expected=plain):
        same(name, open_envelope(place, data(name), key_for), expected)

    names = [place[name].encode() for name in ("body", "file", "compartment")]
    epoch = fixture["epoch"].to_bytes(4, "big")
    file_key = derive(data("seed"), data("shred_key"), b"tirek/file-key/1", *names, epoch)
    same("file_key", file_key, data("file_key"))
    same("file_key_id", derive(file_key, b"", b"tirek/key-id/1", length=16), data("file_key_id"))
    same("key id in the header", data("by_file_key")[6:22], data("file_key_id"))
    opens("by_file_key", with_key(file_key))
    opens("long_by_file_key", with_key(file_key), bytes(at % 251 for at in range(66000)))
    opens("wrapped_file_key", with_key(bytes([5]) * 32), file_key)

    curve = derive(data("seed"), b"", b"tirek/seed/x25519/1")
    hybrid = derive(data("seed"), b"", b"tirek/seed/x-wing/1")
    same("seed_public", x25519_public(curve) + x_wing_public(hybrid), data("seed_public"))
    opens("to_compartment", to_public_key(curve, hybrid))
    opens("to_compartment_hybrid", to_public_key(curve, hybrid))
    for name, algorithm, public in [
        ("to_compartment", 2, x25519_public(curve)),
        ("to_compartment_hybrid", 3, x_wing_public(hybrid)),
    ]:
        key_id = hashlib.sha256(b"tirek/public-key-id/1" + bytes([algorithm]) + public).digest()[:16]
        same(f"key id of {name}", data(name)[6:22], key_id)

    person = data("person")
    signing = Ed25519PrivateKey.from_private_bytes(person[32:]).public_key()
    same("person_public", x_wing_public(person[:32]) + signing.public_bytes_raw(), data("person_public"))
    opens("to_person", to_public_key(b"", person[:32]))
    key, envelope = password_key(fixture["password"], data("password_lock"))
    same("password_lock", open_envelope(place, envelope, with_key(key)), person)

    token = base64.urlsafe_b64decode(fixture["session_token"] + "=")
    same("session_hash", hashlib.sha256(b"tirek/session-hash/1" + token).digest(), data("session_hash"))
    opens("by_session", with_key(derive(token, b"", b"tirek/session-key/1")))
    code = invitation_secret(fixture["invitation_code"])
    same("invitation_hash", hashlib.sha256(b"tirek/invitation-hash/1" + code).digest(), data("invitation_hash"))
    opens("by_invitation", with_key(derive(code, b"", b"tirek/invitation-key/1")))

    digest = hashlib.sha256(b"tirek/digest/1" + b"sealed body").digest()
    same("digest", digest, data("digest"))
    message = prefixed(b"tirek/signed-entry/1") + prefixed(place["file"].encode()) + u64(place["sequence"])
    signing.verify(data("signature"), message + data("act_id") + digest)
    print("signature: as expected")
    entry = prefixed(b"tirek/entry/1") + bytes(32) + u64(1) + u64(3)
    for name, value in [(b"class", b"act"), (b"file", None), (b"digest", digest)]:
        entry += prefixed(name) + bytes([value is not None]) + prefixed(value or b"")
    same("entry_hash", hashlib.sha256(entry).digest(), data("entry_hash"))
    mark, number, instant, hash_, signature, body = fixture["checkpoint"].split(" ", 5)
    same("checkpoint", (mark, base64.urlsafe_b64decode(hash_ + "=")), ("TIREK1", data("entry_hash")))
    message = prefixed(b"tirek/checkpoint/1") + prefixed(body.encode()) + u64(int(number))
    message += data("entry_hash") + prefixed(instant.encode())
    server = Ed25519PublicKey.from_public_bytes(data("server_public"))
    server.verify(base64.urlsafe_b64decode(signature + "=="), message)
    print("checkpoint signature: as expected")


def open_document(database, login, password, document):
    """From a password to the content of a document: her keys, the seeds sealed to her, the file's keys, the part's own."""
    tables = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    account = "SELECT body, account, password_lock FROM account WHERE login = ?"
    body, account, lock = tables.execute(account, [login]).fetchone()

    def place(file, compartment, stream, sequence, kind):
        names = {"body": body, "file": file, "compartment": compartment, "stream": stream}
        return names | {"sequence": sequence, "kind": kind}

    key, envelope = password_key(password, lock)
    person = open_envelope(place("", "", account, 0, "password"), envelope, with_key(key))
    held = "SELECT compartment, epoch, sealed_seed FROM compartment_holder WHERE body = ? AND account = ?"
    seeds = {}
    for compartment, epoch, sealed in tables.execute(held, [body, account]):
        at = place("", compartment, account, epoch, "seed")
        seeds[compartment, epoch] = open_envelope(at, sealed, to_public_key(b"", person[:32]))

    parts = """SELECT e.file, s.shred_key, d.part, d.epoch, d.wrapped_key, d.sealed FROM document d
        JOIN entry e ON e.body = d.body AND e.number = d.number
        JOIN shred_key s ON s.body = d.body AND s.file = e.file
        WHERE d.body = ? AND d.document = ? ORDER BY d.part"""
    for file, shred, part, epoch, wrapped, sealed in tables.execute(parts, [body, document]).fetchall():
        # In which compartment a part lies is told by the act beside which it was frozen: it is sealed too, so each is tried.
        for (compartment, of_epoch), seed in seeds.items():
            if of_epoch != epoch:
                continue

            def file_key(secret):
                names = [name.encode() for name in (body, file, compartment)]
                return derive(secret, shred, b"tirek/file-key/1", *names, epoch.to_bytes(4, "big"))

            at = place(file, compartment, document, part, "document_key")
            try:
                if wrapped[5] == 1:
                    own = open_envelope(at, wrapped, with_key(file_key(seed)))
                else:
                    halves = [derive(seed, b"", label) for label in (b"tirek/seed/x25519/1", b"tirek/seed/x-wing/1")]
                    own = file_key(open_envelope(at, wrapped, to_public_key(*halves)))
            except ValueError:
                continue
            content = open_envelope(place(file, compartment, document, part, "document"), sealed, with_key(own))
            yield {"part": part, "compartment": compartment, "content": json.loads(content)}


def main(arguments):
    match arguments:
        case ["check", path]:
            with open(path, encoding="utf-8") as file:
                check(json.load(file))
        case ["open", key, body, file_, compartment, stream, sequence, kind, path]:
            place = {"body": body, "file": file_, "compartment": compartment, "stream": stream}
            place |= {"sequence": int(sequence), "kind": kind}
            with open(path, "rb") as file:
                sys.stdout.buffer.write(open_envelope(place, file.read(), with_key(bytes.fromhex(key))))
        case ["document", database, login, document]:
            for part in open_document(database, login, sys.stdin.read().rstrip("\n"), document):
                print(json.dumps(part))
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
