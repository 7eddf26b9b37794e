"""A Dinas in which one person has a hand in everything: every conversation can be begun in one chat."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from bot.trial.kantor.pematangsiantar import ARSIP, KASUBBAG, OFFICE, PERPUS, SEKRETARIS
from sop_flows.engine.aksi import Kerja
from sop_flows.engine.berkas import Tugas
from sop_flows.engine.tambahan import Pemberian
from sop_flows.ports.records import Actor
from sop_flows.sop.catalog import read_template
from sop_flows.sop.definition import Minta
from sop_flows.use_cases.berkas.start import start_berkas
from sop_flows.use_cases.formulir.typed import type_lines
from sop_flows.use_cases.pegawai.joining import confirm_identity, invite, present_link
from sop_flows.use_cases.tugas.tambahan import ask_for
from sop_flows.waktu.periode import JenisPeriode, Periode
from storage.documents.kantor.buku import BarisJabatan
from storage.kantor_import import import_kantor
from tests.support.office import Pejawaran
from tests.support.periode import triwulan
from tests.support.rapat import LINES, minta_of
from tests.support.story import berkas, post

SATU: Final = "Parlindungan Siregar"
ANOTHER: Final = "Debora Sitorus"
LINK: Final = "tautan-orang-lain"
"""What opens the bot as another employee."""
VACANT: Final = "Kasubbag Umum"
HELD: Final = (KASUBBAG, PERPUS)
"""The posts that he looks after beside his own."""
FILES: Final = Path(__file__).parents[1] / "skenario" / "sop"
SURAT: Final = (FILES / "surat-masuk.toml").read_text(encoding="utf-8")
EVALUASI: Final = (
    (FILES / "evaluasi-rencana-aksi.toml")
    .read_text(encoding="utf-8")
    .replace("bukan_pelaku = [3]\n", "")
    .replace("ke = 3, asal", "ke = 2, per_unit = true, asal")
)
"""Who wrote the report may check it here, and gives single units their forms back."""
COLUMNS: Final = {
    SURAT: {
        "pengagenda": [SEKRETARIS],
        "camat": [KASUBBAG],
        "sekretaris": [SEKRETARIS],
        "penerima": [PERPUS, ARSIP, VACANT],
    },
    EVALUASI: {
        "camat": [SEKRETARIS],
        "sekretaris": [SEKRETARIS],
        "kasi": [PERPUS, ARSIP],
        "kasubbag": [KASUBBAG],
    },
}
FACTS: Final = {
    "nomor_surat": "005/12/2026",
    "tanggal_surat": "Jumat, 2 Oktober 2026",
    "asal_surat": "Sekretariat Daerah",
    "perihal": "Undangan",
}
ANSWERS: Final[dict[Minta | None, dict[str, str]]] = {
    Minta.UNDANGAN: {"pukul": "09.00", "tempat": "Aula"},
    Minta.RAPAT: {"notulen": "Sepakat"},
}
RESULT: Final = {"hasil": "Hadir", "tanggal": "5 Oktober 2026"}
CLOSING: Final = {
    Minta.DISPOSISI: Kerja.DISPOSISIKAN,
    Minta.KEPUTUSAN: Kerja.SETUJUI,
    Minta.SEBAR: Kerja.KIRIM,
    Minta.FORMULIR: Kerja.KIRIM,
    Minta.UNDANGAN: Kerja.KIRIM,
}
_HIS: Final = next(row for row in OFFICE.pegawai if row.nama == SATU)
BUKU: Final = replace(
    OFFICE,
    kantor=replace(OFFICE.kantor, minta_bukti=True, minta_analisis=True),
    jabatan=(*OFFICE.jabatan, BarisJabatan(jabatan=VACANT, atasan=SEKRETARIS, unit="SET")),
    pegawai=tuple(
        replace(_HIS, jabatan=row.jabatan, unit=row.unit, penugasan="Plt.", admin=False)
        if row.jabatan in HELD
        else row
        for row in OFFICE.pegawai
    ),
)


class Serba:
    """The office with several berkas, each at another of its steps."""

    def __init__(self, kantor: Pejawaran) -> None:
        self.kantor = kantor
        self.user = kantor.user[SATU]
        self.holder = {row.jabatan: row.nama for row in BUKU.pegawai}
        self.own = self.activate(kantor.kantor_id, SURAT)
        letters = [self.letter(ke) for ke in (1, 2, 3, 4)]
        self.work = self.open(letters[2])[0].id
        self.held = self.measure(self.shipped(), 3, Minta.RAPAT)
        self.ask(self.measure(self.shipped(), 2, Minta.HIMPUN))
        evaluasi = self.activate(kantor.kantor_id, EVALUASI)
        self.measure(evaluasi, 2, Minta.KEPUTUSAN)
        self.returned(self.measure(evaluasi, 1, Minta.KEPUTUSAN))
        self.rapat = self.measure(self.shipped(), 1, Minta.RAPAT)
        self.asked = self.ask_time(self.of_others()[0])
        self.start(self.neighbour(), self.today, FACTS)
        link = {"kantor_id": kantor.kantor_id, "token": LINK}
        kantor.run(invite, pegawai_id=kantor.pegawai[ANOTHER], **link)

    @property
    def today(self) -> Periode:
        return Periode.at(JenisPeriode.BEBAS, self.kantor.now.date())

    def shipped(self) -> int:
        sop = self.kantor.run(lambda uow: uow.sop.active(self.kantor.kantor_id))
        return next(one.id for one in sop if one.sop.kode == "mekanisme-pengukuran-kinerja")

    def activate(self, kantor_id: int, teks: str) -> int:
        """Activate an SOP of the office's own."""
        posts = self.kantor.run(lambda uow: uow.kantor.jabatan(kantor_id))
        ids = {one.nama: id for id, one in posts.items()}
        mapped = {kolom: [ids[nama] for nama in names] for kolom, names in COLUMNS[teks].items()}
        template = read_template(teks, "sop")
        return self.kantor.run(lambda uow: uow.sop.activate(kantor_id, template, mapped))

    def neighbour(self) -> int:
        """Let him serve a second office too; return its SOP."""
        k = self.kantor
        twin = replace(BUKU.kantor, kode="DISPUSIP-LAIN", nama="Dinas Tetangga")
        lain = k.database.run_now(
            lambda c: import_kantor(c, replace(BUKU, kantor=twin), k.now)
        ).kantor_id
        people = k.run(lambda uow: uow.pegawai.all(lain, k.now.date()))
        pegawai = next(one.id for one in people if one.nama == SATU)
        k.run(invite, kantor_id=lain, pegawai_id=pegawai, token="lain")
        k.run(present_link, chat_id=self.user, token="lain")
        k.run(confirm_identity, actor=Actor.private(self.user), username="")
        return self.activate(lain, SURAT)

    def start(self, sop_id: int, periode: Periode, isian: dict[str, str]) -> int:
        begun = self.kantor.run(
            start_berkas,
            actor=Actor.private(self.user),
            sop_id=sop_id,
            periode=periode,
            isian=isian,
        )
        return begun.berkas.id

    def open(self, berkas_id: int) -> list[Tugas]:
        """Return what the flow waits for, forms first, and before who only attends whoever closes."""
        terbuka = [t for t in berkas(self.kantor, berkas_id).terbuka if not t.outlives]
        return sorted(terbuka, key=lambda t: (t.unit_id is None, t.facts.only_attends, t.id))

    def post(self, tugas: Tugas) -> str:
        posts = self.kantor.run(lambda uow: uow.kantor.jabatan(self.kantor.kantor_id))
        return posts[tugas.jabatan_id].nama

    def post_id(self, nama: str) -> int:
        return post(self.kantor, nama)

    def act(self, tugas: Tugas, kerja: Kerja, **facts: Any) -> None:
        self.kantor.act(self.holder[self.post(tugas)], kerja, tugas, **facts)

    def of_others(self) -> list[int]:
        """Return the forms that are out with others, of the rapat that is still to come."""
        forms = (one for one in self.open(self.rapat) if one.unit_id is not None)
        return [one.id for one in forms if self.holder[self.post(one)] != SATU]

    def letter(self, langkah: int) -> int:
        """Start the handling of a letter and bring it to that langkah; return its berkas."""
        id = self.start(self.own, self.today, FACTS)
        steps: tuple[tuple[Kerja, dict[str, Any]], ...] = (
            (Kerja.SELESAI, {"isian": {"nomor_agenda": f"00{id}/SM/2026", "lembar": "ya"}}),
            (Kerja.DISPOSISIKAN, {"penerima": (self.post_id(PERPUS),)}),
            (Kerja.SELESAI, {"isian": RESULT}),
        )
        for kerja, facts in steps[: langkah - 1]:
            self.act(self.open(id)[0], kerja, **facts)
        return id

    def ask(self, berkas_id: int) -> None:
        """Ask his unit about its values."""
        himpun = self.waiting(berkas_id)[Minta.HIMPUN]
        self.act(himpun, Kerja.TANYA, unit=self.his_unit(), catatan="Apakah sudah termasuk?")

    def ask_time(self, tugas_id: int) -> int:
        """Let who has a tugas of others ask for more time; return the revisi that names the request."""
        one = next(t for t in self.open(self.rapat) if t.id == tugas_id)
        who = Actor.private(self.kantor.user[self.holder[self.post(one)]])
        sampai = self.kantor.now + timedelta(days=30)
        asked = Pemberian(sampai=sampai, alasan="Data belum lengkap", mulai=self.kantor.now)
        self.kantor.run(ask_for, actor=who, tugas_id=tugas_id, asked=asked)
        return one.revisi + 1

    def his_unit(self) -> tuple[int, ...]:
        units = self.kantor.run(lambda uow: uow.kantor.unit(self.kantor.kantor_id))
        return tuple(id for id, one in units.items() if one.kode == "PERPUS")

    def returned(self, berkas_id: int) -> None:
        """Give his unit its form back."""
        (card,) = self.open(berkas_id)
        self.act(card, Kerja.KEMBALIKAN, unit=self.his_unit(), catatan="Belum sesuai laporan")

    def his_own(self) -> int:
        """Return a tugas of his, of the rapat that was."""
        mine = (one for one in self.open(self.held) if self.holder[self.post(one)] == SATU)
        return next(mine).id

    def measure(self, sop_id: int, ke: int, until: Minta) -> int:
        """Start a measurement and bring it to its first tugas of that kind, forms last of all."""
        id = self.start(sop_id, triwulan(2026, ke), {})
        while until not in self.waiting(id):
            minta, tugas = list(self.waiting(id).items())[-1 if until is Minta.RAPAT else 0]
            if minta is Minta.FORMULIR:
                self.fill(tugas)
                tugas = self.waiting(id)[minta]
            if minta is Minta.RAPAT:
                self.kantor.wait_for_rapat(tugas)
            isian = ANSWERS.get(minta, {})
            if minta is Minta.UNDANGAN:
                isian = isian | {"tanggal": f"{self.kantor.now.date() + timedelta(9):%d-%m-%Y}"}
            self.act(tugas, CLOSING.get(minta, Kerja.SELESAI), isian=isian)
        return id

    def waiting(self, berkas_id: int) -> dict[Minta, Tugas]:
        """Return the first that the flow waits for, by what it asks."""
        found = reversed(self.open(berkas_id))
        return dict(reversed({minta_of(self.kantor, one): one for one in found}.items()))

    def fill(self, tugas: Tugas) -> None:
        post = self.post(tugas)
        self.kantor.say(self.holder[post], type_lines, teks=LINES[post], tugas_id=tugas.id)
