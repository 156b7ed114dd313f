"""Grafana: four dashboards, declared as plain data and generated as JSON."""
