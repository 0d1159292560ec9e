"""The HTTP API: one `<resource>_routes.py` per resource. Only this room knows HTTP statuses."""
