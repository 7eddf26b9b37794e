"""Offices, their people and calendars, SOPs and indikator."""
