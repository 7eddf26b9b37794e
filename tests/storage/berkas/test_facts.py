"""The codec of facts: whatever a tugas may carry comes back as it was."""

import json
from dataclasses import fields
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from sop_flows.engine.aksi import Kerja, Penugasan
from sop_flows.engine.facts import (
    Alihan,
    Dari,
    Dikerjakan,
    Ditunda,
    Facts,
    Gelombang,
    Hadir,
    Hasil,
    Jawaban,
    Kabar,
    Pengembalian,
    Rapat,
    Semula,
    Tembusan,
    TindakLanjut,
)
from sop_flows.engine.formulir import Sebelum, StatusFormulir
from sop_flows.engine.pembaruan import JenisPembaruan, Pembaruan
from sop_flows.engine.tambahan import Permintaan, SebabWaktu, Tambahan
from storage.berkas.facts import PARTS, read_facts, write_facts

ID = st.integers(min_value=1)
IDS = st.lists(ID).map(tuple)
TEXT = st.text(min_size=1)
TEXTS = st.lists(TEXT).map(tuple)
ZONES = [ZoneInfo(f"Asia/{city}") for city in ("Jakarta", "Makassar", "Jayapura")]
MOMENT = st.datetimes(datetime(2000, 1, 1), timezones=st.sampled_from([*ZONES, UTC]))
ANSWERS = st.dictionaries(st.text(), st.text())
KERJA = st.sampled_from(Kerja)
PENUGASAN = st.sampled_from(Penugasan)


def either(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | strategy


FACTS = st.builds(
    Facts,
    gelombang=st.builds(Gelombang, nomor=ID, dari=either(ID), bersama=st.integers(0)),
    dari=either(st.builds(Dari, aksi=KERJA, penugasan=PENUGASAN)),
    kembali=either(st.builds(Pengembalian, penugasan=PENUGASAN, unit=IDS, indikator=IDS)),
    hasil=either(
        st.builds(Hasil, aksi=KERJA, nama=TEXT)
        | st.builds(
            Hasil,
            aksi=KERJA,
            nama=TEXT,
            jabatan=st.text(),
            penugasan=PENUGASAN,
            catatan=st.text(),
            isian=ANSWERS,
            sidik=st.text(),
            naskah=st.text(),
            menutup=st.integers(0),
            pegawai_id=either(ID),
        )
    ),
    bukan_pelaku=IDS,
    isian=either(ANSWERS),
    konsep=st.text(),
    batas=either(MOMENT),
    semula=either(st.builds(Semula, status=st.sampled_from(StatusFormulir), ronde=ID)),
    tanya=st.text(),
    jawaban=st.lists(st.builds(Jawaban)).map(tuple),
    menunggu=either(MOMENT),
    rapat=either(
        st.builds(
            Rapat,
            mulai=MOMENT,
            undangan=st.dictionaries(st.text().filter(lambda kode: kode != "mulai"), st.text()),
        )
    ),
    notulis=either(st.booleans()),
    sebelum=st.lists(
        st.builds(Sebelum, indikator=ID, nilai=either(st.decimals(allow_nan=False)))
    ).map(tuple),
    dukung=TEXTS,
    tetap=st.booleans(),
    kabar=either(st.builds(Kabar, kerja=KERJA, wakil=either(ID))),
    hadir=st.lists(st.builds(Hadir, nama=TEXT, pegawai_id=either(ID))).map(tuple),
    keputusan=st.none(),
    notulen=either(ANSWERS),
    tindak_lanjut=st.text(),
    terima=either(TEXTS),
    pembaruan=st.lists(st.builds(Pembaruan, jenis=st.sampled_from(JenisPembaruan))).map(tuple),
    urutan=either(TEXTS),
    dikerjakan=either(st.builds(Dikerjakan, pegawai_id=ID, at=MOMENT)),
    alihan=st.lists(st.builds(Alihan, dari=ID, penugasan=PENUGASAN, at=MOMENT)).map(tuple),
    tembusan=st.lists(st.builds(Tembusan, jabatan_id=ID, penugasan=PENUGASAN, at=MOMENT)).map(
        tuple
    ),
    permintaan=either(
        st.builds(
            Permintaan,
            revisi=ID,
            sebab=st.sampled_from(SebabWaktu),
            sampai=MOMENT,
            penugasan=PENUGASAN,
            at=MOMENT,
        )
    ),
    tambahan=st.lists(
        st.builds(
            Tambahan,
            sebab=st.sampled_from(SebabWaktu),
            dari=MOMENT,
            ke=MOMENT,
            mulai=MOMENT,
            sampai=MOMENT,
            penugasan=PENUGASAN,
            at=MOMENT,
        )
    ).map(tuple),
    ditunda=either(st.builds(Ditunda, sampai=MOMENT)),
    ditanggapi=either(MOMENT),
)
DECIDING = st.builds(
    Facts, keputusan=either(st.lists(st.builds(TindakLanjut, batas=MOMENT)).map(tuple))
)


@given(FACTS | DECIDING)
def test_what_a_tugas_carries_comes_back_from_its_json(facts: Facts):
    assert read_facts(json.loads(json.dumps(write_facts(facts)))) == facts


def test_every_fact_has_its_place_in_the_json():
    assert {each.name for each in fields(Facts)} == {*PARTS, "gelombang"}
