"""Create every table.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

from storage.database.types import ExactDecimal, UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "detak",
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", name=op.f("pk_detak")),
    )
    op.create_table(
        "inbox",
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_key", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("error", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "update_id", name=op.f("pk_inbox")),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index("ix_inbox_status", ["status", "bot_id", "update_id"], unique=False)

    op.create_table(
        "kantor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("nama", sa.String(), nullable=False),
        sa.Column("jenis", sa.String(), nullable=False),
        sa.Column("daerah", sa.String(), nullable=False),
        sa.Column("alamat", sa.String(), nullable=False),
        sa.Column("zona", sa.String(), nullable=False),
        sa.Column("hari_kerja", sa.Integer(), nullable=False),
        sa.Column("formula_turun", sa.String(), nullable=False),
        sa.Column("skala_kategori", sa.String(), nullable=False),
        sa.Column("klasifikasi_surat", sa.String(), nullable=False),
        sa.Column("format_nomor", sa.String(), nullable=False),
        sa.Column("ketat", sa.Boolean(), nullable=False),
        sa.Column("nomor", sa.Integer(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("jejak_seq", sa.Integer(), nullable=False),
        sa.Column("jejak_hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kantor")),
        sa.UniqueConstraint("kode", name=op.f("uq_kantor_kode")),
    )
    op.create_table(
        "lease",
        sa.Column("nama", sa.String(), nullable=False),
        sa.Column("pemilik", sa.String(), nullable=False),
        sa.Column("sampai", sa.Float(), nullable=False),
        sa.Column("pagar", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("nama", name=op.f("pk_lease")),
    )
    op.create_table(
        "percakapan",
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("jenis", sa.String(), nullable=False),
        sa.Column("isi", sa.JSON(), nullable=False),
        sa.Column("dimulai_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "chat_id", name=op.f("pk_percakapan")),
    )
    op.create_table(
        "jabatan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kantor_id", sa.Integer(), nullable=False),
        sa.Column("nama", sa.String(), nullable=False),
        sa.Column("atasan_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("alias", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["atasan_id"], ["jabatan.id"], name=op.f("fk_jabatan_atasan_id")),
        sa.ForeignKeyConstraint(["kantor_id"], ["kantor.id"], name=op.f("fk_jabatan_kantor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jabatan")),
        sa.UniqueConstraint("kantor_id", "nama", name=op.f("uq_jabatan_kantor_id_nama")),
    )
    with op.batch_alter_table("jabatan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_jabatan_kantor_id"), ["kantor_id"], unique=False)

    op.create_table(
        "jam_kerja",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kantor_id", sa.Integer(), nullable=False),
        sa.Column("hari", sa.Integer(), nullable=False),
        sa.Column("mulai", sa.String(), nullable=False),
        sa.Column("selesai", sa.String(), nullable=False),
        sa.Column("berlaku", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["kantor_id"], ["kantor.id"], name=op.f("fk_jam_kerja_kantor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jam_kerja")),
    )
    with op.batch_alter_table("jam_kerja", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_jam_kerja_kantor_id"), ["kantor_id"], unique=False)

    op.create_table(
        "libur",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kantor_id", sa.Integer(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("jenis", sa.String(), nullable=False),
        sa.Column("dasar", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["kantor_id"], ["kantor.id"], name=op.f("fk_libur_kantor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_libur")),
        sa.UniqueConstraint(
            "kantor_id", "tanggal", "jenis", name=op.f("uq_libur_kantor_id_tanggal_jenis")
        ),
    )
    with op.batch_alter_table("libur", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_libur_kantor_id"), ["kantor_id"], unique=False)

    op.create_table(
        "sop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kantor_id", sa.Integer(), nullable=False),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("teks", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("aktif", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["kantor_id"], ["kantor.id"], name=op.f("fk_sop_kantor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sop")),
        sa.UniqueConstraint(
            "kantor_id", "kode", "versi", name=op.f("uq_sop_kantor_id_kode_versi")
        ),
    )
    with op.batch_alter_table("sop", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sop_kantor_id"), ["kantor_id"], unique=False)

    op.create_table(
        "sop_kolom",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kantor_id", sa.Integer(), nullable=False),
        sa.Column("sop_id", sa.Integer(), nullable=False),
        sa.Column("kolom", sa.String(), nullable=False),
        sa.Column("jabatan_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["jabatan_id"], ["jabatan.id"], name=op.f("fk_sop_kolom_jabatan_id")
        ),
        sa.ForeignKeyConstraint(["kantor_id"], ["kantor.id"], name=op.f("fk_sop_kolom_kantor_id")),
        sa.ForeignKeyConstraint(["sop_id"], ["sop.id"], name=op.f("fk_sop_kolom_sop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sop_kolom")),
    )
    with op.batch_alter_table("sop_kolom", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sop_kolom_kantor_id"), ["kantor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sop_kolom_sop_id"), ["sop_id"], unique=False)

    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kantor_id", sa.Integer(), nullable=False),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("nama", sa.String(), nullable=False),
        sa.Column("kepala_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["kantor_id"], ["kantor.id"], name=op.f("fk_unit_kantor_id")),
        sa.ForeignKeyConstraint(["kepala_id"], ["jabatan.id"], name=op.f("fk_unit_kepala_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("kantor_id", "kode", name=op.f("uq_unit_kantor_id_kode")),
    )
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_kantor_id"), ["kantor_id"], unique=False)

    op.create_table(
        "indikator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kantor_id", sa.Integer(), nullable=False),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("sasaran", sa.String(), nullable=False),
        sa.Column("nama", sa.String(), nullable=False),
        sa.Column("satuan", sa.String(), nullable=False),
        sa.Column("polaritas", sa.String(), nullable=False),
        sa.Column("sifat", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("tw1", sa.String(), nullable=False),
        sa.Column("tw2", sa.String(), nullable=False),
        sa.Column("tw3", sa.String(), nullable=False),
        sa.Column("tw4", sa.String(), nullable=False),
        sa.Column("desimal", sa.Integer(), nullable=True),
        sa.Column("pagu", ExactDecimal(), nullable=True),
        sa.Column("definisi", sa.String(), nullable=False),
        sa.Column("sumber_data", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["kantor_id"], ["kantor.id"], name=op.f("fk_indikator_kantor_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_indikator_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indikator")),
        sa.UniqueConstraint(
            "kantor_id", "tahun", "kode", name=op.f("uq_indikator_kantor_id_tahun_kode")
        ),
    )
    with op.batch_alter_table("indikator", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_indikator_kantor_id"), ["kantor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_indikator_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "pegawai",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kantor_id", sa.Integer(), nullable=False),
        sa.Column("kunci", sa.String(), nullable=False),
        sa.Column("nama", sa.String(), nullable=False),
        sa.Column("sapaan", sa.String(), nullable=False),
        sa.Column("pangkat", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("admin", sa.Boolean(), nullable=False),
        sa.Column("keluar_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["kantor_id"], ["kantor.id"], name=op.f("fk_pegawai_kantor_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_pegawai_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pegawai")),
        sa.UniqueConstraint("kantor_id", "kunci", name=op.f("uq_pegawai_kantor_id_kunci")),
    )
    with op.batch_alter_table("pegawai", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pegawai_kantor_id"), ["kantor_id"], unique=False)

    op.create_table(
        "berkas",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kantor_id", sa.Integer(), nullable=False),
        sa.Column("nomor", sa.Integer(), nullable=False),
        sa.Column("sop_id", sa.Integer(), nullable=False),
        sa.Column("judul", sa.String(), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("triwulan", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("revisi", sa.Integer(), nullable=False),
        sa.Column("keadaan", sa.JSON(), nullable=False),
        sa.Column("dimulai_oleh", sa.Integer(), nullable=False),
        sa.Column("dibuka_at", UtcDateTime(), nullable=False),
        sa.Column("ditutup_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["dimulai_oleh"], ["pegawai.id"], name=op.f("fk_berkas_dimulai_oleh")
        ),
        sa.ForeignKeyConstraint(["kantor_id"], ["kantor.id"], name=op.f("fk_berkas_kantor_id")),
        sa.ForeignKeyConstraint(["sop_id"], ["sop.id"], name=op.f("fk_berkas_sop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_berkas")),
        sa.UniqueConstraint("kantor_id", "nomor", name=op.f("uq_berkas_kantor_id_nomor")),
    )
    with op.batch_alter_table("berkas", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_berkas_kantor_id"), ["kantor_id"], unique=False)

    op.create_table(
        "ikatan_chat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("pegawai_id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("terjangkau", sa.Boolean(), nullable=False),
        sa.Column("bergabung_at", UtcDateTime(), nullable=False),
        sa.Column("dicabut_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["pegawai_id"], ["pegawai.id"], name=op.f("fk_ikatan_chat_pegawai_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ikatan_chat")),
        sa.UniqueConstraint(
            "bot_id",
            "user_id",
            "pegawai_id",
            name=op.f("uq_ikatan_chat_bot_id_user_id_pegawai_id"),
        ),
    )
    with op.batch_alter_table("ikatan_chat", schema=None) as batch_op:
        batch_op.create_index("ix_ikatan_chat_bot_chat", ["bot_id", "chat_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_ikatan_chat_pegawai_id"), ["pegawai_id"], unique=False
        )

    op.create_table(
        "penugasan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kantor_id", sa.Integer(), nullable=False),
        sa.Column("pegawai_id", sa.Integer(), nullable=False),
        sa.Column("jabatan_id", sa.Integer(), nullable=False),
        sa.Column("jenis", sa.String(), nullable=False),
        sa.Column("sk", sa.String(), nullable=False),
        sa.Column("mulai_on", sa.Date(), nullable=True),
        sa.Column("selesai_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["jabatan_id"], ["jabatan.id"], name=op.f("fk_penugasan_jabatan_id")
        ),
        sa.ForeignKeyConstraint(["kantor_id"], ["kantor.id"], name=op.f("fk_penugasan_kantor_id")),
        sa.ForeignKeyConstraint(
            ["pegawai_id"], ["pegawai.id"], name=op.f("fk_penugasan_pegawai_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penugasan")),
    )
    with op.batch_alter_table("penugasan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_penugasan_jabatan_id"), ["jabatan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_penugasan_kantor_id"), ["kantor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_penugasan_pegawai_id"), ["pegawai_id"], unique=False)

    op.create_table(
        "undangan",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("kantor_id", sa.Integer(), nullable=False),
        sa.Column("pegawai_id", sa.Integer(), nullable=False),
        sa.Column("dibuat_at", UtcDateTime(), nullable=False),
        sa.Column("kedaluwarsa_at", UtcDateTime(), nullable=False),
        sa.Column("dipakai_at", UtcDateTime(), nullable=True),
        sa.Column("dipakai_oleh", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["kantor_id"], ["kantor.id"], name=op.f("fk_undangan_kantor_id")),
        sa.ForeignKeyConstraint(
            ["pegawai_id"], ["pegawai.id"], name=op.f("fk_undangan_pegawai_id")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_undangan")),
    )
    with op.batch_alter_table("undangan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_undangan_kantor_id"), ["kantor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_undangan_pegawai_id"), ["pegawai_id"], unique=False)

    op.create_table(
        "formulir",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kantor_id", sa.Integer(), nullable=False),
        sa.Column("berkas_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("ronde", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["berkas_id"], ["berkas.id"], name=op.f("fk_formulir_berkas_id")),
        sa.ForeignKeyConstraint(["kantor_id"], ["kantor.id"], name=op.f("fk_formulir_kantor_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_formulir_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_formulir")),
        sa.UniqueConstraint("berkas_id", "unit_id", name=op.f("uq_formulir_berkas_id_unit_id")),
    )
    with op.batch_alter_table("formulir", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_formulir_kantor_id"), ["kantor_id"], unique=False)

    op.create_table(
        "tugas",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kantor_id", sa.Integer(), nullable=False),
        sa.Column("nomor", sa.Integer(), nullable=False),
        sa.Column("berkas_id", sa.Integer(), nullable=False),
        sa.Column("langkah", sa.Integer(), nullable=False),
        sa.Column("tahap", sa.Integer(), nullable=False),
        sa.Column("jabatan_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("pegawai_id", sa.Integer(), nullable=True),
        sa.Column("ronde", sa.Integer(), nullable=False),
        sa.Column("revisi", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("asal", sa.String(), nullable=False),
        sa.Column("isi", sa.JSON(), nullable=False),
        sa.Column("dibuka_at", UtcDateTime(), nullable=False),
        sa.Column("dilihat_at", UtcDateTime(), nullable=True),
        sa.Column("selesai_at", UtcDateTime(), nullable=True),
        sa.Column("tenggat", UtcDateTime(), nullable=True),
        sa.Column("ingat_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["berkas_id"], ["berkas.id"], name=op.f("fk_tugas_berkas_id")),
        sa.ForeignKeyConstraint(["jabatan_id"], ["jabatan.id"], name=op.f("fk_tugas_jabatan_id")),
        sa.ForeignKeyConstraint(["kantor_id"], ["kantor.id"], name=op.f("fk_tugas_kantor_id")),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_tugas_pegawai_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_tugas_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tugas")),
        sa.UniqueConstraint("kantor_id", "nomor", name=op.f("uq_tugas_kantor_id_nomor")),
    )
    with op.batch_alter_table("tugas", schema=None) as batch_op:
        batch_op.create_index("ix_tugas_berkas_status", ["berkas_id", "status"], unique=False)
        batch_op.create_index("ix_tugas_ingat", ["status", "ingat_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_tugas_jabatan_id"), ["jabatan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tugas_kantor_id"), ["kantor_id"], unique=False)
        batch_op.create_index("ix_tugas_kantor_status", ["kantor_id", "status"], unique=False)
        batch_op.create_index(batch_op.f("ix_tugas_pegawai_id"), ["pegawai_id"], unique=False)

    op.create_table(
        "jejak",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kantor_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("berkas_id", sa.Integer(), nullable=True),
        sa.Column("tugas_id", sa.Integer(), nullable=True),
        sa.Column("langkah", sa.Integer(), nullable=True),
        sa.Column("aksi", sa.String(), nullable=False),
        sa.Column("pelaku", sa.JSON(), nullable=False),
        sa.Column("rincian", sa.JSON(), nullable=False),
        sa.Column("sebelum", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["berkas_id"], ["berkas.id"], name=op.f("fk_jejak_berkas_id")),
        sa.ForeignKeyConstraint(["kantor_id"], ["kantor.id"], name=op.f("fk_jejak_kantor_id")),
        sa.ForeignKeyConstraint(["tugas_id"], ["tugas.id"], name=op.f("fk_jejak_tugas_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jejak")),
        sa.UniqueConstraint("kantor_id", "seq", name=op.f("uq_jejak_kantor_id_seq")),
    )
    with op.batch_alter_table("jejak", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_jejak_berkas_id"), ["berkas_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_jejak_kantor_id"), ["kantor_id"], unique=False)

    op.create_table(
        "kartu",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kantor_id", sa.Integer(), nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("pegawai_id", sa.Integer(), nullable=False),
        sa.Column("tugas_id", sa.Integer(), nullable=True),
        sa.Column("berkas_id", sa.Integer(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("revisi", sa.Integer(), nullable=False),
        sa.Column("digambar_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["berkas_id"], ["berkas.id"], name=op.f("fk_kartu_berkas_id")),
        sa.ForeignKeyConstraint(["kantor_id"], ["kantor.id"], name=op.f("fk_kartu_kantor_id")),
        sa.ForeignKeyConstraint(["pegawai_id"], ["pegawai.id"], name=op.f("fk_kartu_pegawai_id")),
        sa.ForeignKeyConstraint(["tugas_id"], ["tugas.id"], name=op.f("fk_kartu_tugas_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kartu")),
        sa.UniqueConstraint(
            "bot_id", "chat_id", "berkas_id", name=op.f("uq_kartu_bot_id_chat_id_berkas_id")
        ),
        sa.UniqueConstraint(
            "bot_id", "chat_id", "tugas_id", name=op.f("uq_kartu_bot_id_chat_id_tugas_id")
        ),
    )
    with op.batch_alter_table("kartu", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kartu_berkas_id"), ["berkas_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_kartu_kantor_id"), ["kantor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_kartu_pegawai_id"), ["pegawai_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_kartu_tugas_id"), ["tugas_id"], unique=False)

    op.create_table(
        "lampiran",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kantor_id", sa.Integer(), nullable=False),
        sa.Column("berkas_id", sa.Integer(), nullable=False),
        sa.Column("tugas_id", sa.Integer(), nullable=False),
        sa.Column("indikator_id", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("nama", sa.String(), nullable=False),
        sa.Column("mime", sa.String(), nullable=False),
        sa.Column("ukuran", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.String(), nullable=False),
        sa.Column("oleh", sa.Integer(), nullable=False),
        sa.Column("diterima_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["berkas_id"], ["berkas.id"], name=op.f("fk_lampiran_berkas_id")),
        sa.ForeignKeyConstraint(
            ["indikator_id"], ["indikator.id"], name=op.f("fk_lampiran_indikator_id")
        ),
        sa.ForeignKeyConstraint(["kantor_id"], ["kantor.id"], name=op.f("fk_lampiran_kantor_id")),
        sa.ForeignKeyConstraint(["oleh"], ["pegawai.id"], name=op.f("fk_lampiran_oleh")),
        sa.ForeignKeyConstraint(["tugas_id"], ["tugas.id"], name=op.f("fk_lampiran_tugas_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lampiran")),
    )
    with op.batch_alter_table("lampiran", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lampiran_berkas_id"), ["berkas_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_lampiran_kantor_id"), ["kantor_id"], unique=False)

    op.create_table(
        "pengingat",
        sa.Column("tugas_id", sa.Integer(), nullable=False),
        sa.Column("jenis", sa.String(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("kantor_id", sa.Integer(), nullable=False),
        sa.Column("dikirim_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["kantor_id"], ["kantor.id"], name=op.f("fk_pengingat_kantor_id")),
        sa.ForeignKeyConstraint(["tugas_id"], ["tugas.id"], name=op.f("fk_pengingat_tugas_id")),
        sa.PrimaryKeyConstraint("tugas_id", "jenis", "slot", name=op.f("pk_pengingat")),
    )
    with op.batch_alter_table("pengingat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pengingat_kantor_id"), ["kantor_id"], unique=False)

    op.create_table(
        "realisasi",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kantor_id", sa.Integer(), nullable=False),
        sa.Column("formulir_id", sa.Integer(), nullable=False),
        sa.Column("indikator_id", sa.Integer(), nullable=False),
        sa.Column("nilai", ExactDecimal(), nullable=True),
        sa.Column("alasan", sa.String(), nullable=False),
        sa.Column("sebelumnya", ExactDecimal(), nullable=True),
        sa.Column("ditandai", sa.Boolean(), nullable=False),
        sa.Column("dikonfirmasi", sa.Boolean(), nullable=False),
        sa.Column("ronde", sa.Integer(), nullable=False),
        sa.Column("oleh", sa.Integer(), nullable=True),
        sa.Column("diisi_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["formulir_id"], ["formulir.id"], name=op.f("fk_realisasi_formulir_id")
        ),
        sa.ForeignKeyConstraint(
            ["indikator_id"], ["indikator.id"], name=op.f("fk_realisasi_indikator_id")
        ),
        sa.ForeignKeyConstraint(["kantor_id"], ["kantor.id"], name=op.f("fk_realisasi_kantor_id")),
        sa.ForeignKeyConstraint(["oleh"], ["pegawai.id"], name=op.f("fk_realisasi_oleh")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_realisasi")),
        sa.UniqueConstraint(
            "formulir_id", "indikator_id", name=op.f("uq_realisasi_formulir_id_indikator_id")
        ),
    )
    with op.batch_alter_table("realisasi", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_realisasi_kantor_id"), ["kantor_id"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bot_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("kantor_id", sa.Integer(), nullable=True),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("layar", sa.String(), nullable=False),
        sa.Column("kartu_id", sa.Integer(), nullable=True),
        sa.Column("isi", sa.JSON(), nullable=False),
        sa.Column("senyap", sa.Boolean(), nullable=False),
        sa.Column("dedup", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("ambigu", sa.Boolean(), nullable=False),
        sa.Column("due_at", sa.Float(), nullable=False),
        sa.Column("lease_until", sa.Float(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["kartu_id"], ["kartu.id"], name=op.f("fk_outbox_kartu_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("dedup", name=op.f("uq_outbox_dedup")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(
            "ix_outbox_chat", ["bot_id", "chat_id", "status", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_outbox_kartu_id"), ["kartu_id"], unique=False)
        batch_op.create_index("ix_outbox_status", ["status", "bot_id", "lane", "id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index("ix_outbox_status")
        batch_op.drop_index(batch_op.f("ix_outbox_kartu_id"))
        batch_op.drop_index("ix_outbox_chat")

    op.drop_table("outbox")
    with op.batch_alter_table("realisasi", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_realisasi_kantor_id"))

    op.drop_table("realisasi")
    with op.batch_alter_table("pengingat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pengingat_kantor_id"))

    op.drop_table("pengingat")
    with op.batch_alter_table("lampiran", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lampiran_kantor_id"))
        batch_op.drop_index(batch_op.f("ix_lampiran_berkas_id"))

    op.drop_table("lampiran")
    with op.batch_alter_table("kartu", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kartu_tugas_id"))
        batch_op.drop_index(batch_op.f("ix_kartu_pegawai_id"))
        batch_op.drop_index(batch_op.f("ix_kartu_kantor_id"))
        batch_op.drop_index(batch_op.f("ix_kartu_berkas_id"))

    op.drop_table("kartu")
    with op.batch_alter_table("jejak", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_jejak_kantor_id"))
        batch_op.drop_index(batch_op.f("ix_jejak_berkas_id"))

    op.drop_table("jejak")
    with op.batch_alter_table("tugas", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tugas_pegawai_id"))
        batch_op.drop_index("ix_tugas_kantor_status")
        batch_op.drop_index(batch_op.f("ix_tugas_kantor_id"))
        batch_op.drop_index(batch_op.f("ix_tugas_jabatan_id"))
        batch_op.drop_index("ix_tugas_ingat")
        batch_op.drop_index("ix_tugas_berkas_status")

    op.drop_table("tugas")
    with op.batch_alter_table("formulir", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_formulir_kantor_id"))

    op.drop_table("formulir")
    with op.batch_alter_table("undangan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_undangan_pegawai_id"))
        batch_op.drop_index(batch_op.f("ix_undangan_kantor_id"))

    op.drop_table("undangan")
    with op.batch_alter_table("penugasan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_penugasan_pegawai_id"))
        batch_op.drop_index(batch_op.f("ix_penugasan_kantor_id"))
        batch_op.drop_index(batch_op.f("ix_penugasan_jabatan_id"))

    op.drop_table("penugasan")
    with op.batch_alter_table("ikatan_chat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ikatan_chat_pegawai_id"))
        batch_op.drop_index("ix_ikatan_chat_bot_chat")

    op.drop_table("ikatan_chat")
    with op.batch_alter_table("berkas", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_berkas_kantor_id"))

    op.drop_table("berkas")
    with op.batch_alter_table("pegawai", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pegawai_kantor_id"))

    op.drop_table("pegawai")
    with op.batch_alter_table("indikator", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_indikator_unit_id"))
        batch_op.drop_index(batch_op.f("ix_indikator_kantor_id"))

    op.drop_table("indikator")
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_kantor_id"))

    op.drop_table("unit")
    with op.batch_alter_table("sop_kolom", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sop_kolom_sop_id"))
        batch_op.drop_index(batch_op.f("ix_sop_kolom_kantor_id"))

    op.drop_table("sop_kolom")
    with op.batch_alter_table("sop", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sop_kantor_id"))

    op.drop_table("sop")
    with op.batch_alter_table("libur", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_libur_kantor_id"))

    op.drop_table("libur")
    with op.batch_alter_table("jam_kerja", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_jam_kerja_kantor_id"))

    op.drop_table("jam_kerja")
    with op.batch_alter_table("jabatan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_jabatan_kantor_id"))

    op.drop_table("jabatan")
    op.drop_table("percakapan")
    op.drop_table("lease")
    op.drop_table("kantor")
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.drop_index("ix_inbox_status")

    op.drop_table("inbox")
    op.drop_table("detak")
