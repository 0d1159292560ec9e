"""A client for Tonewright and any server that speaks the same HTTP API."""
