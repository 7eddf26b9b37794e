"""The ground that every block of an SOP file stands on."""

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

LANGKAH: Final = 200
"""The most rows that a sheet has."""


class Form(BaseModel):
    """A strict, frozen block of an SOP file."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


Nama = Annotated[str, Field(min_length=1, max_length=200)]
Kode = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
KodeKolom = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
NomorLangkah = Annotated[int, Field(ge=0, le=LANGKAH)]
