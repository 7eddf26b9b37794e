"""Letters that go out: as many as wanted wait for the paraf of the Sekretaris, then for the Camat's signature."""

from dataclasses import replace
from typing import Any, Final

from bot.trial.kantor.pejawaran import SAMPLE
from sop_flows.engine.aksi import Aksi, Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.sop.catalog import read_template
from sop_flows.use_cases.berkas.start import start_berkas
from sop_flows.use_cases.sop import activation
from sop_flows.use_cases.sop.activation import plan_activation
from sop_flows.use_cases.tugas.act import perform_aksi
from sop_flows.waktu.periode import JenisPeriode, Periode

ALLOWING: Final = replace(SAMPLE, kantor=replace(SAMPLE.kantor, setujui_sekaligus=True))
"""The sample office, which lets several be approved at once."""
TEKS: Final = """
kode = "surat-keluar"
versi = 1
nama = "Surat Keluar"
pemrakarsa = "kasubbag"
periode = "bebas"
identitas = {}
mulai = [{ kode = "perihal", label = "Perihal", jenis = "teks" }]
kolom = [
    { id = "kasubbag", nama = "Kasubbag Perencana" },
    { id = "sekretaris", nama = "Sekretaris Kecamatan" },
    { id = "camat", nama = "Camat" },
]

[[langkah]]
no = 1
kegiatan = "Menyusun surat"
singkat = "Susun surat"
pelaksana = ["kasubbag"]
penerima = ["sekretaris"]
mutu_baku = { waktu = "15 menit" }
[[langkah.tahap]]
nama = "Susun surat"
minta = "kerjakan"
isian = [{ kode = "isi", label = "Isi surat", jenis = "teks" }]

[[langkah]]
no = 2
kegiatan = "Memaraf surat"
singkat = "Paraf surat"
pelaksana = ["sekretaris"]
penerima = ["camat"]
mutu_baku = { waktu = "1 hari" }
[[langkah.tahap]]
nama = "Paraf surat"
minta = "paraf"
kembali = [{ ke = 1, alasan = ["Belum lengkap"] }]

[[langkah]]
no = 3
kegiatan = "Menandatangani surat"
singkat = "Tanda tangan surat"
pelaksana = ["camat"]
mutu_baku = { waktu = "1 hari" }
[[langkah.tahap]]
nama = "Tanda tangan surat"
minta = "tanda_tangan"
plh_boleh = false
kembali = [{ ke = 2, alasan = ["Belum lengkap"] }]
"""


def activate(uow: UnitOfWork, kantor_id: int, teks: str = TEKS) -> int:
    """Activate the SOP, or another, in an office whose posts have the names of its columns."""
    template = read_template(teks, "sop")
    plan = plan_activation(uow, kantor_id=kantor_id, template=template)
    return activation.activate(uow, plan)


def write_letter(uow: UnitOfWork, user_id: int, sop_id: int, perihal: str) -> Tugas:
    """Write a letter; return the tugas that waits for its paraf."""
    begun = start_berkas(
        uow,
        Actor.private(user_id),
        sop_id=sop_id,
        periode=Periode.at(JenisPeriode.BEBAS, uow.now.date()),
        isian={"perihal": perihal},
    )
    (tugas,) = begun.opened
    return go_on(uow, user_id, tugas, Kerja.SELESAI, isian={"isi": f"Perihal {perihal}"})


def initial(uow: UnitOfWork, user_id: int, tugas: Tugas) -> Tugas:
    """Initial a letter; return the tugas that waits for its signature."""
    return go_on(uow, user_id, tugas, Kerja.PARAF)


def go_on(uow: UnitOfWork, user_id: int, tugas: Tugas, kerja: Kerja, **facts: Any) -> Tugas:
    """Do what is asked; return the one tugas that comes of it."""
    aksi = Aksi(kerja=kerja, revisi=tugas.revisi, at=uow.now, **facts)
    (opened,) = perform_aksi(uow, Actor.private(user_id), tugas_id=tugas.id, aksi=aksi).opened
    return opened
