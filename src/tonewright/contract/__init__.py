"""The frozen wire: parameters, requests, replies and ids of the HTTP contract, as data and types."""
