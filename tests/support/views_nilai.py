"""Values to be looked at, built by hand: offices of any size, and the content that a card is about."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Keadaan, StatusTugas, Tugas
from sop_flows.engine.facts import Facts, Hasil
from sop_flows.engine.formulir import Formulir
from sop_flows.kinerja.bentuk import FIRST
from sop_flows.naskah.canonical import sha256_of, write_canonical
from sop_flows.naskah.compose import Sources, compose
from sop_flows.naskah.isi import Isi
from sop_flows.naskah.naskah import Naskah
from sop_flows.ports.formulir import FormulirView
from sop_flows.ports.views import IsiView, KartuView
from tests.support.views import (
    HASIL,
    KANTOR,
    KECAMATAN,
    NOW,
    make_berkas,
    make_formulir,
    make_nilai,
    make_tugas,
)

SASARAN = (
    "Meningkatnya kualitas pelayanan publik kecamatan",
    "Meningkatnya partisipasi masyarakat dalam pembangunan desa",
    "Meningkatnya ketenteraman dan ketertiban umum",
    "Meningkatnya akuntabilitas kinerja kecamatan",
)
NAMES = (
    "Persentase penyelesaian administrasi kependudukan tepat waktu",
    "Jumlah desa yang menyampaikan laporan keuangan tepat waktu",
    "Persentase kehadiran masyarakat pada musyawarah perencanaan pembangunan",
    "Indeks kepuasan masyarakat atas pelayanan kecamatan",
)


def make_formulir_many(jumlah: int, units: int = 5, **facts: Any) -> tuple[FormulirView, ...]:
    """Return the formulir of several units with so many indikator in all: long names, some low."""
    share = [jumlah // units + (at < jumlah % units) for at in range(units)]
    return tuple(
        make_formulir(
            unit,
            f"Seksi {unit} Pemberdayaan dan Pelayanan",
            tuple(
                make_row(no, unit, sum(share[: unit - 1]) + no, **facts)
                for no in range(1, count + 1)
            ),
        )
        for unit, count in enumerate(share, start=1)
    )


def make_row(no: int, unit_id: int, running: int, **facts: Any) -> Any:
    """Return one row of an office of many: every fifth is low, every seventh is n/a."""
    is_missing = running % 7 == 0
    plain: dict[str, Any] = {
        "id": 1000 * unit_id + no,
        "nama": f"{NAMES[running % 4]} {running}",
        "nilai": None if is_missing else Decimal(50 if running % 5 == 0 else 95),
        "alasan": "Survei baru dilaksanakan pada triwulan berikutnya" if is_missing else "",
    }
    row = make_nilai(no, unit_id=unit_id, **(plain | facts))
    indikator = replace(row.indikator, sasaran=SASARAN[running % 4], kode=f"IK-{running:02}")
    return replace(row, indikator=indikator, nilai=replace(row.nilai, kode=indikator.kode))


def make_isi(
    formulir: Sequence[FormulirView], unit_id: int | None = None, bentuk: int = FIRST
) -> Isi:
    """Return the content that these formulir make, in a berkas of that form."""
    return compose(sources_in(formulir, bentuk), unit_id)


def sources_in(formulir: Sequence[FormulirView], bentuk: int = FIRST) -> Sources:
    """Return what these formulir stand in, in a berkas of that form."""
    rows = [row for form in formulir for row in form.baris]
    berkas = make_berkas(keadaan=Keadaan(bentuk=bentuk))
    return Sources(
        kantor=KANTOR,
        sop=KECAMATAN,
        berkas=berkas,
        unit={form.unit.id: form.unit for form in formulir},
        indikator={row.indikator.id: row.indikator for row in rows},
        formulir=[
            Formulir(
                id=form.formulir_id,
                berkas_id=berkas.id,
                unit_id=form.unit.id,
                status=form.status,
                ronde=form.ronde,
                nilai=tuple(row.nilai for row in form.baris),
            )
            for form in formulir
        ],
        lalu={},
        tugas=(),
        lampiran=(),
    )


def make_seen(
    formulir: Sequence[FormulirView],
    *decided: Tugas,
    is_kept: bool = False,
    bentuk: int = FIRST,
    **facts: Any,
) -> IsiView:
    """Return what somebody looks at who decides on these formulir."""
    isi = make_isi(formulir, bentuk=bentuk)
    text = write_canonical(isi)
    plain = IsiView(
        kantor=KANTOR,
        berkas=make_berkas(),
        isi=isi,
        sha256=sha256_of(text),
        naskah=None,
        keputusan=decided,
    )
    kept = Naskah(
        berkas_id=12,
        langkah=6,
        versi=2,
        sha256=plain.sha256,
        kode=plain.kode,
        isi=text,
        dibuat_at=NOW,
    )
    return replace(plain, naskah=kept if is_kept else None, **facts)


def make_decided(
    sha256: str, langkah: int = 6, nama: str = "Retno Wulandari", **facts: Any
) -> Tugas:
    """Return a tugas with which somebody approved that content."""
    hasil: Hasil = replace(
        HASIL, aksi=Kerja.SETUJUI, nama=nama, jabatan="Kasubbag Perencana", naskah=sha256
    )
    plain = make_tugas(
        langkah,
        0,
        id=60 + langkah,
        nomor=1060 + langkah,
        status=StatusTugas.SELESAI,
        selesai_at=NOW,
        facts=Facts(hasil=hasil),
    )
    return replace(plain, **facts)


def looking(view: KartuView, halaman: int = 0, *decided: Tugas, **facts: Any) -> KartuView:
    """Return a card whose person may look at its values, turned to a page."""
    seen = make_seen(view.formulir, *decided, **facts)
    return replace(view, isi=seen, naskah=seen.sha256, has_nilai=True, halaman=halaman)
