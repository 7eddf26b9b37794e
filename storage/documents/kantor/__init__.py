"""The workbook of an office."""
