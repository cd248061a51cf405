"""XLSX workbooks: read part by part within bounds, and copied with columns added.

Source: ECMA-376 (Office Open XML), parts 1 and 2; only what a table needs is understood, everything
else of a workbook is carried over byte for byte.
"""
