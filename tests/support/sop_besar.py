"""SOPs that no office has, for what is drawn and run: of any size, with any ways back."""

from collections.abc import Mapping, Sequence

from sop_flows.sop.definition import Sop


def make_sop(
    pelaksana: Sequence[Sequence[int]],
    kembali: Mapping[int, Sequence[int]] | None = None,
    *,
    kolom: int = 4,
    teks: str = "Menyusun dokumen",
    nama: str = "Pejabat",
) -> Sop:
    """Return an SOP with these columns in each langkah, and these ways back."""
    back = kembali or {}
    return Sop.model_validate(
        {
            "kode": "sop-besar",
            "versi": 1,
            "nama": "SOP Besar",
            "pemrakarsa": "k0",
            "identitas": {},
            "kolom": [{"id": f"k{i}", "nama": f"{nama} {i}"} for i in range(kolom)],
            "langkah": [
                {
                    "no": no,
                    "kegiatan": f"{teks} {no}",
                    "singkat": f"Langkah {no}",
                    "pelaksana": [f"k{i}" for i in columns],
                    "mutu_baku": {"waktu": "1 hari", "output": [teks], "kelengkapan": [teks]},
                    "tahap": [
                        {
                            "nama": "Kerjakan",
                            "minta": "keputusan" if back.get(no) else "kerjakan",
                            "kembali": [{"ke": ke, "asal": "lembar"} for ke in back.get(no, ())],
                        }
                    ],
                }
                for no, columns in enumerate(pelaksana, 1)
            ],
        }
    )
