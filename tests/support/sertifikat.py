"""Keys for tests, with certificates that they sign themselves."""

from datetime import timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from bot.process.clock import machine_now
from storage.documents.segel.segel import Segel

SANDI = "kata-sandi-yang-rahasia"
NAMA = "Kecamatan Pejawaran"
ONLY_SIGNS = x509.KeyUsage(
    digital_signature=True,
    content_commitment=True,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)


@cache
def make_p12(days: int = 365) -> bytes:
    """Return a key whose certificate ends in so many days."""
    key, now = ec.generate_private_key(ec.SECP256R1()), machine_now()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAMA)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1001)
        .not_valid_before(min(now, now + timedelta(days=days)) - timedelta(days=30))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(ONLY_SIGNS, critical=True)
        .sign(key, hashes.SHA256())
    )
    locked = BestAvailableEncryption(SANDI.encode())
    return pkcs12.serialize_key_and_certificates(b"segel", key, certificate, None, locked)


def make_segel(folder: Path, sandi: str = SANDI, days: int = 365) -> Segel:
    """Return the seal of a key in a folder."""
    path = folder / "segel.p12"
    path.write_bytes(make_p12(days))
    return Segel(p12=path, sandi=sandi)
