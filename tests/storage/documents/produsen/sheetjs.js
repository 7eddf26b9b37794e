// node sheetjs.js FORM INSTRUCTIONS OUT: fill the form with SheetJS, as `buat.py` tells (npm install xlsx).
const XLSX = require("xlsx");
const fs = require("fs");
const [form, instructions, out] = process.argv.slice(2);
const { writes, hidden, merged, catatan } = JSON.parse(fs.readFileSync(instructions));
const book = XLSX.readFile(form, { cellStyles: true, cellNF: true, cellFormula: true });
const sheet = book.Sheets.Realisasi;
for (const w of writes) {
  let cell = { t: "s", v: w.teks };
  if ("angka" in w) cell = { t: "n", v: w.angka };
  if ("tanggal" in w) cell = { t: "n", v: (Date.parse(w.tanggal) - Date.parse("1899-12-30")) / 864e5 };
  if ("galat" in w) cell = { t: "e", v: 7, w: w.galat };
  if ("rumus" in w) cell = "hasil" in w ? { t: "n", f: w.rumus, v: w.hasil } : { t: "z", f: w.rumus };
  if (w.format) cell.z = w.format;
  if (Object.keys(w).length === 1) delete sheet[w.sel];
  else sheet[w.sel] = cell;
}
const used = XLSX.utils.decode_range(sheet["!ref"]);
for (const w of writes) used.e.r = Math.max(used.e.r, XLSX.utils.decode_cell(w.sel).r);
sheet["!ref"] = XLSX.utils.encode_range(used);
sheet["!rows"] = sheet["!rows"] || [];
for (const row of hidden) sheet["!rows"][row - 1] = { hidden: true };
sheet["!merges"] = (sheet["!merges"] || []).concat(merged.map(XLSX.utils.decode_range));
XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(catatan), "Catatan");
XLSX.writeFile(book, out, { compression: true });
