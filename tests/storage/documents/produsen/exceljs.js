// node exceljs.js FORM INSTRUCTIONS OUT: fill the form with ExcelJS, as `buat.py` tells (npm install exceljs).
const ExcelJS = require("exceljs");
const fs = require("fs");
const [form, instructions, out] = process.argv.slice(2);
const { writes, hidden, merged, catatan } = JSON.parse(fs.readFileSync(instructions));
(async () => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(form);
  const sheet = book.getWorksheet("Realisasi");
  for (const w of writes) {
    const cell = sheet.getCell(w.sel);
    cell.value = w.teks ?? w.angka ?? null;
    if ("tanggal" in w) cell.value = new Date(w.tanggal);
    if ("galat" in w) cell.value = { error: w.galat };
    if ("rumus" in w) cell.value = { formula: w.rumus, result: w.hasil };
    if (w.format) cell.style = { ...cell.style, numFmt: w.format }; // the cells of a column share one style
  }
  for (const row of hidden) sheet.getRow(row).hidden = true;
  for (const range of merged) sheet.mergeCells(range);
  book.addWorksheet("Catatan").addRows(catatan);
  await book.xlsx.writeFile(out);
})();
