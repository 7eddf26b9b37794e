"""Papers that are signed for real in tests, as e-office does it, and what may be wrong with them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import cache
from io import BytesIO
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from bot.process.clock import machine_now
from tests.support.sertifikat import ONLY_SIGNS

SANDI = b"rahasia-pejabat"
PENERBIT = "BSrE Uji CA"
BEGUN = timedelta(days=400)


@cache
def authority(nama: str = PENERBIT) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    """Return the key and certificate of an authority that signs itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), machine_now()
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, nama)])
    only_issues = x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - BEGUN)
        .not_valid_after(now + BEGUN)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(only_issues, critical=True)
        .sign(key, hashes.SHA256())
    )
    return key, made


def root_pem(nama: str = PENERBIT) -> str:
    """Return the certificate of an authority, as an office trusts it."""
    return authority(nama)[1].public_bytes(Encoding.PEM).decode()


@cache
def signer_of(nama: str, penerbit: str = PENERBIT, days: int = 365) -> signers.SimpleSigner:
    """Return the key of somebody, whose certificate ends in so many days."""
    issuing, issuer = authority(penerbit)
    key, now = ec.generate_private_key(ec.SECP256R1()), machine_now()
    made = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, nama)]))
        .issuer_name(issuer.subject)
        .public_key(key.public_key())
        .serial_number(0xBEEF)
        .not_valid_before(now - BEGUN)
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(ONLY_SIGNS, critical=True)
        .sign(issuing, hashes.SHA256())
    )
    locked = BestAvailableEncryption(SANDI)
    p12 = pkcs12.serialize_key_and_certificates(b"ttd", key, made, [issuer], locked)
    found = signers.SimpleSigner.load_pkcs12_data(p12, other_certs=[], passphrase=SANDI)
    assert found is not None
    return found


def sign(pdf: bytes, nama: str, *, field: str = "TTE", **key: Any) -> bytes:
    """Return a PDF that somebody signed, with a visible field on its first page."""
    signed = BytesIO()
    meta = signers.PdfSignatureMetadata(
        field_name=field, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
    )
    place = fields.SigFieldSpec(field, on_page=0, box=(300, 60, 420, 100))
    signer = signers.PdfSigner(meta, signer_of(nama, **key), new_field_spec=place)
    with ThreadPoolExecutor(1) as beside:  # it runs a loop of its own
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        beside.submit(signer.sign_pdf, writer, output=signed).result()
    return signed.getvalue()
