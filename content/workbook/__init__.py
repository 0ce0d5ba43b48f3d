"""The tables of a content folder as one XLSX workbook, and back: a sheet a table.

Everything follows from `content.schema.columns`; a new table has its sheet without a line here.
Texts and `city.toml` are no tables and stay where they are.
"""
