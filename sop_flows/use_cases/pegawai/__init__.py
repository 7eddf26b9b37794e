"""Employees: joining, reach, appointments."""
