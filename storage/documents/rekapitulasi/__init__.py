"""The recap of an office as a workbook whose formulas can be followed."""
