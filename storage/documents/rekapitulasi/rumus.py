"""The formulas of the recap: how LibreOffice, Excel and we come to the same number.

Letters are the columns of the sheet *Perhitungan*; ``{r}`` is the row.
"""

from typing import Final

from sop_flows.kinerja.capaian import Sifat

TARGET, REALISASI, CAPAIAN, KATEGORI = "JLNP"
"""The columns that other sheets refer to."""
ACUAN_ANGKA: Final = 'IF(AND(ISNUMBER(L{r}),ISNUMBER(J{r})),MIN(MAX(L{r},J{r}),K{r}),"")'
CAPAIAN_ANGKA: Final = (
    'IF(NOT(ISNUMBER(M{r})),"n/a",'
    'IF(AND(OR(I{r}="kurang dari",I{r}="lebih dari"),L{r}=M{r}),"tidak tercapai",'
    "IF(AND(J{r}<>K{r},L{r}=M{r}),100,"
    'IF(AND(G{r}<>"naik",L{r}=0,M{r}=0),100,'
    'IF(M{r}<=0,"tidak terdefinisi",'
    'IF(G{r}="naik",100*L{r}/M{r},'
    'IF(G{r}="turun A",100*(2*M{r}-L{r})/M{r},'
    'IF(L{r}<=0,"tidak terdefinisi",100*M{r}/L{r}))))))))'
)
ACUAN_PERINGKAT: Final = 'IFERROR(MATCH(J{r},{jenjang},0),"")'
CAPAIAN_PERINGKAT: Final = (
    "IF(ISNUMBER(MATCH(L{r},{jenjang},0)),"
    'IF(MATCH(L{r},{jenjang},0)>=M{r},100,"tidak tercapai"),"n/a")'
)
CAPAIAN_TANGGAL: Final = (
    'IF(ISNUMBER(L{r}),IF(L{r}<=J{r},"tepat waktu","terlambat "&(L{r}-J{r})&" hari"),"n/a")'
)
DIHITUNG_ANGKA: Final = 'IF(ISNUMBER(N{r}),IF(ISNUMBER({batas}),MIN(N{r},{batas}),N{r}),"")'
JUMLAH: Final = {
    Sifat.AKUMULASI: 'IF(COUNT({cells})=0,"n/a",SUM({cells}))',
    Sifat.RATA_RATA: 'IF(COUNT({cells})=0,"n/a",AVERAGE({cells}))',
}
"""The realisasi of several periode together; of the other sifat the last one that is filled counts."""


def kategori(value: str, mulai: str, nama: str, *, eksklusif: bool) -> str:
    """Return the formula of the kategori of a cell: how many kelas begin below it, or at it."""
    reached = "<" if eksklusif else "<="
    found = f"INDEX({nama},1+SUMPRODUCT(--({mulai}{reached}ROUND({value},9))))"
    return f'IF(ISNUMBER({value}),{found},"")'


def last_filled(cells: list[str], jenjang: str = "") -> str:
    """Return the formula of the last of some cells that holds a number, or a predikat of a scale."""
    formula = '"n/a"'
    for cell in cells:
        filled = f"MATCH({cell},{jenjang},0)" if jenjang else cell
        formula = f"IF(ISNUMBER({filled}),{cell},{formula})"
    return formula
