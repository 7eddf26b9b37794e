"""The process that seals one paper, or looks at a key: ``python -m storage.documents.segel.segel_child MEGABYTES SECONDS``.

It reads one line of JSON (the key, its password, what to do) and the paper from its standard input; neither
stands in its arguments, its environment or what it says of a failure.
"""

import base64
import json
import logging
import sys
from io import BytesIO
from typing import Any, Final

from pyhanko import stamp
from pyhanko.pdf_utils.font.basic import SimpleFontEngineFactory
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.sign import fields, signers

from storage.documents.apart.confine import confine

MM: Final = 72 / 25.4
FIELD: Final = "Segel"
PLACE: Final = (round(25 * MM), round(3.5 * MM), round(105 * MM), round(13 * MM))
"""Of the stamp on the last page: below the words at the foot, left of the QR."""
FACE: Final = SimpleFontEngineFactory("Helvetica", 0.5)
UNUSABLE: Final = 3
"""The exit code where the key cannot be read."""


def read_key(p12: bytes, sandi: str) -> signers.SimpleSigner:
    """Return what signs with a key; end this process where it cannot be read."""
    passphrase = sandi.encode() or None
    signer: signers.SimpleSigner | None
    try:
        signer = signers.SimpleSigner.load_pkcs12_data(p12, other_certs=[], passphrase=passphrase)
    except ValueError:
        signer = None
    if signer is None or signer.signing_cert is None:
        sys.exit(UNUSABLE)
    return signer


def tell(signer: signers.SimpleSigner) -> bytes:
    """Return whose key it is, and from when to when it is valid."""
    cert: Any = signer.signing_cert
    said = {
        "subjek": signer.subject_name or "",
        "mulai": cert.not_valid_before.isoformat(),
        "sampai": cert.not_valid_after.isoformat(),
    }
    return json.dumps(said).encode()


def seal(pdf: bytes, signer: signers.SimpleSigner, teks: str) -> bytes:
    """Return a PDF with a signature in the form of PAdES and its stamp on the last page added to it."""
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        name=signer.subject_name,
    )
    style = stamp.TextStampStyle(
        border_width=0,
        stamp_text=teks,
        text_box_style=TextBoxStyle(font=FACE, font_size=7, border_width=0),
    )
    place = fields.SigFieldSpec(FIELD, on_page=-1, box=PLACE)
    writer, sealed = IncrementalPdfFileWriter(BytesIO(pdf)), BytesIO()
    signers.PdfSigner(meta, signer, stamp_style=style, new_field_spec=place).sign_pdf(
        writer, output=sealed
    )
    return sealed.getvalue()


def main() -> None:
    """Do what is asked for."""
    logging.disable()
    confine(*map(int, sys.argv[1:]))
    asked = json.loads(sys.stdin.buffer.readline())
    signer = read_key(base64.b64decode(asked["p12"]), asked["sandi"])
    teks = asked["teks"]
    done = seal(sys.stdin.buffer.read(), signer, teks) if teks else tell(signer)
    sys.stdout.buffer.write(done)


if __name__ == "__main__":
    main()
